"""The words that invented documents are made of: issuers with their codes, types, subjects, people. No real person."""

from ..domain.organisations import Group

_COMMUNES = (
    "Tân Phú", "Phú Lâm", "Đắk Lua", "Nam Cát Tiên", "Tà Lài", "Định Quán", "La Ngà", "Thanh Sơn", "Xuân Lộc",
    "Xuân Hòa", "Long Khánh", "Bình Lộc", "Bảo Vinh", "Cẩm Mỹ", "Sông Ray", "Thống Nhất", "Gia Kiệm", "Trảng Bom",
    "Bàu Hàm", "An Viễn", "Long Thành", "Phước Thái", "Bình An", "Nhơn Trạch", "Đại Phước", "Phước An", "Trị An",
    "Tân An", "Hố Nai", "Tam Hiệp", "Đồng Xoài", "Bình Phước", "Lộc Ninh", "Bù Đăng", "Phú Riềng", "Chơn Thành",
    "Hớn Quản", "Đồng Phú", "Phước Long", "Tà Nhốt",
)  # fmt: skip

#: name, code, sender group, whether it writes in the Party's order
Issuer = tuple[str, str, Group, bool]

SUPERIORS: tuple[Issuer, ...] = (
    ("Tỉnh ủy Đồng Nai", "TU", Group.SUPERIOR, True),
    ("Văn phòng Tỉnh ủy", "VPTU", Group.SUPERIOR, True),
    ("Ban Tổ chức Tỉnh ủy", "BTCTU", Group.SUPERIOR, True),
    ("Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", Group.SUPERIOR, True),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "BTGDVTU", Group.SUPERIOR, True),
    ("Ban Nội chính Tỉnh ủy", "BNCTU", Group.SUPERIOR, True),
    ("Ủy ban nhân dân tỉnh Đồng Nai", "UBND", Group.STATE, False),
    ("Hội đồng nhân dân tỉnh Đồng Nai", "HĐND", Group.STATE, False),
    ("Sở Nội vụ", "SNV", Group.STATE, False),
    ("Sở Tài chính", "STC", Group.STATE, False),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", Group.STATE, False),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", Group.STATE, False),
    ("Sở Y tế", "SYT", Group.STATE, False),
    ("Sở Xây dựng", "SXD", Group.STATE, False),
    ("Sở Khoa học và Công nghệ", "SKHCN", Group.STATE, False),
    ("Công an tỉnh", "CAT", Group.STATE, False),
    ("Bảo hiểm xã hội tỉnh", "BHXH", Group.STATE, False),
    ("Ủy ban MTTQ Việt Nam tỉnh", "MTTQ-BTT", Group.MASS, False),
    ("Tỉnh Đoàn Đồng Nai", "TĐTN", Group.MASS, True),
    ("Hội Liên hiệp Phụ nữ tỉnh", "BTV", Group.MASS, False),
    ("Hội Nông dân tỉnh", "HNDT", Group.MASS, False),
    ("Liên đoàn Lao động tỉnh", "LĐLĐ", Group.MASS, False),
)
PEERS: tuple[Issuer, ...] = tuple((f"Đảng ủy xã {name}", "ĐU", Group.PEER, True) for name in _COMMUNES) + tuple(
    (f"Ủy ban nhân dân xã {name}", "UBND", Group.STATE, False) for name in _COMMUNES
)
BELOW: tuple[Issuer, ...] = (
    *((f"Chi bộ ấp {n}", "CB", Group.SUBORDINATE, True) for n in range(1, 25)),
    ("Chi bộ Trường Trung học cơ sở Tân Phú", "CB", Group.SUBORDINATE, True),
    ("Chi bộ Trạm Y tế", "CB", Group.SUBORDINATE, True),
    ("Đảng ủy Ủy ban nhân dân xã", "ĐU", Group.SUBORDINATE, True),
    ("Đảng ủy Quân sự xã", "ĐU", Group.SUBORDINATE, True),
    ("Chi bộ Công an xã", "CB", Group.SUBORDINATE, True),
)

#: abbreviation, name, how often among a hundred
TYPES: tuple[tuple[str, str, int], ...] = (
    ("CV", "Công văn", 36),
    ("BC", "Báo cáo", 16),
    ("TB", "Thông báo", 13),
    ("KH", "Kế hoạch", 11),
    ("QĐ", "Quyết định", 9),
    ("HD", "Hướng dẫn", 4),
    ("TTr", "Tờ trình", 4),
    ("GM", "Giấy mời", 3),
    ("KL", "Kết luận", 1),
    ("NQ", "Nghị quyết", 1),
    ("CTr", "Chương trình", 1),
    ("QC", "Quy chế", 1),
)
#: The words that a subject begins with, by type.
OPENINGS: dict[str, tuple[str, ...]] = {
    "CV": ("Về việc", "Đề nghị phối hợp", "Đôn đốc", "Lấy ý kiến góp ý về", "Cung cấp thông tin về", "Triển khai"),
    "BC": ("Kết quả", "Sơ kết", "Tổng kết", "Tình hình", "Đánh giá"),
    "TB": ("Kết luận của Thường trực về", "Về việc", "Lịch tổ chức", "Phân công"),
    "KH": ("Tổ chức", "Thực hiện", "Kiểm tra", "Triển khai", "Tuyên truyền"),
    "QĐ": ("Về việc thành lập Tổ công tác", "Ban hành quy định về", "Về việc phê duyệt", "Phân công nhiệm vụ về"),
    "HD": ("Thực hiện", "Nghiệp vụ", "Một số nội dung về"),
    "TTr": ("Đề nghị phê duyệt", "Xin chủ trương về", "Về việc bổ sung kinh phí"),
    "GM": ("Dự hội nghị", "Dự buổi làm việc về", "Dự tập huấn"),
    "KL": ("Về", "Hội nghị Ban Thường vụ về"),
    "NQ": ("Về lãnh đạo", "Về"),
    "CTr": ("Hành động thực hiện", "Công tác"),
    "QC": ("Phối hợp", "Làm việc về"),
}
TOPICS = (
    "công tác phát triển đảng viên", "công tác kiểm tra, giám sát", "chuyển đổi số trong các cơ quan đảng",
    "sắp xếp tổ chức bộ máy", "phòng, chống tham nhũng, lãng phí, tiêu cực", "công tác dân vận khéo",
    "xây dựng nông thôn mới nâng cao", "giải ngân vốn đầu tư công", "phòng, chống thiên tai và tìm kiếm cứu nạn",
    "tiếp công dân và giải quyết khiếu nại, tố cáo", "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "bảo vệ nền tảng tư tưởng của Đảng", "công tác cán bộ, quy hoạch cán bộ", "đại hội chi bộ trực thuộc",
    "an toàn thực phẩm", "công tác văn thư, lưu trữ", "cải cách hành chính", "giảm nghèo bền vững",
    "quản lý đất đai và trật tự xây dựng", "bảo đảm an ninh trật tự dịp lễ", "tuyển quân và giao quân",
    "chăm sóc người có công", "vệ sinh môi trường và phân loại rác", "bảo hiểm y tế toàn dân", "phổ cập giáo dục",
    "thi đua, khen thưởng", "quy chế dân chủ ở cơ sở", "phát triển kinh tế tập thể", "công tác tôn giáo",
    "Ngày hội Đại đoàn kết toàn dân tộc", "bầu cử đại biểu Quốc hội và Hội đồng nhân dân", "phòng cháy, chữa cháy",
    "thu, nộp đảng phí", "khám sức khỏe cán bộ", "kiểm kê tài sản công", "định danh điện tử mức độ 2",
)  # fmt: skip
PLACES = (
    "trên địa bàn xã", "trong toàn Đảng bộ", "tại các chi bộ trực thuộc", "ở khu dân cư", "tại các cơ quan, đơn vị",
    "trên địa bàn tỉnh", "tại các ấp", "trong các trường học",
)  # fmt: skip
STAFF_UNITS = (
    "Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Cơ quan Ủy ban Kiểm tra Đảng ủy", "Đảng ủy Ủy ban nhân dân xã",
    "Ủy ban MTTQ Việt Nam xã", "Ban Chỉ huy Quân sự xã", "Công an xã", "Trung tâm Chính trị xã",
)  # fmt: skip
LEADERS = ("Bí thư Đảng ủy", "Phó Bí thư Thường trực Đảng ủy", "Chánh Văn phòng Đảng ủy")
OPINIONS = (
    "Giao nghiên cứu, tham mưu văn bản triển khai", "Chuyển để thực hiện", "Tham mưu báo cáo đúng thời hạn",
    "Phối hợp thực hiện, báo cáo Thường trực",
)  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLES = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Quốc", "Thanh", "Thu", "Xuân")
GIVEN = ("Hòa", "Khánh", "Đức", "Thắng", "Sơn", "Bình", "Cường", "Dũng", "Giang", "Lâm", "Ngọc", "Phúc", "Quý", "Thủy")
POSITIONS = ("Bí thư", "Phó Bí thư", "Chánh Văn phòng", "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Trưởng ban")
