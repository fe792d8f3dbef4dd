"""The words of the sample office's registers: papers of the last weeks as they come to a commune, all invented."""

from dataclasses import dataclass

from ..domain.documents import Channel, Urgency

XDD, OFFICE, UBKT = "Ban Xây dựng Đảng", "Văn phòng Đảng ủy", "Cơ quan Ủy ban Kiểm tra Đảng ủy"
ECONOMY, CULTURE = "Phòng Kinh tế", "Phòng Văn hóa – Xã hội"


@dataclass(frozen=True, slots=True)
class Came:
    """A paper that came so many working days ago. `term`: working days to its deadline, 0 for none.

    `took`: working days until its lead was done; None: still open. `answer`: the subject of what answered it.
    """

    ago: int
    code: str
    issuer: str
    subject: str
    lead: str = ""
    co: tuple[str, ...] = ()
    term: int = 0
    took: int | None = None
    answer: tuple[str, str] | None = None  # type, subject
    urgency: Urgency = Urgency.NONE
    channel: Channel = Channel.NETWORK
    opinion: str = ""


CAME = (
    Came(0, "1584-CV/BTCTU", "Ban Tổ chức Tỉnh ủy", "Rà soát, bổ sung quy hoạch cán bộ nhiệm kỳ 2030–2035"),
    Came(0, "412/UBND-KTTH", "Ủy ban nhân dân tỉnh Đồng Nai", "Đôn đốc giải ngân vốn đầu tư công những tháng cuối năm"),
    Came(
        0,
        "37-BC/CB",
        "Chi bộ ấp 7",
        "Báo cáo kết quả sinh hoạt chuyên đề quý IV",
        channel=Channel.DIRECT,
    ),
    Came(
        0,
        "1126-CV/VPTU",
        "Văn phòng Tỉnh ủy",
        "Chuẩn bị nội dung phục vụ đồng chí Phó Bí thư Thường trực Tỉnh ủy làm việc tại xã",
        urgency=Urgency.VERY_URGENT,
    ),
    Came(1, "98-KH/BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Tuyên truyền kỷ niệm các ngày lễ lớn trong năm"),
    Came(
        1,
        "245-TB/TU",
        "Tỉnh ủy Đồng Nai",
        "Kết luận của Thường trực Tỉnh ủy về công tác chuẩn bị Tết Nguyên đán",
        lead=OFFICE,
        co=(CULTURE, ECONOMY),
        term=7,
        opinion="Giao Văn phòng tham mưu kế hoạch, trình Ban Thường vụ trước ngày họp giao ban tuần tới",
    ),
    Came(
        1,
        "219/GM-UBND",
        "Ủy ban nhân dân tỉnh Đồng Nai",
        "Dự hội nghị trực tuyến tổng kết chuyển đổi số",
        lead=OFFICE,
        term=3,
        urgency=Urgency.URGENT,
        opinion="Đồng chí Phó Bí thư, Chủ tịch UBND dự; Văn phòng bố trí điểm cầu",
    ),
    Came(
        2, "15-TTr/CB", "Chi bộ Trạm Y tế", "Đề nghị chuyển đảng chính thức đối với đảng viên dự bị", lead=XDD, term=8
    ),
    Came(
        2,
        "1071-CV/UBKTTU",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Báo cáo kết quả kiểm tra, giám sát năm và phương hướng năm tới",
        lead=UBKT,
        term=5,
        opinion="UBKT chủ trì; trình Thường trực trước khi gửi",
    ),
    Came(
        3,
        "1540-CV/BTCTU",
        "Ban Tổ chức Tỉnh ủy",
        "Báo cáo thống kê cơ bản công tác xây dựng Đảng",
        lead=XDD,
        term=2,
        opinion="Ban Xây dựng Đảng thực hiện đúng thời hạn",
    ),
    Came(
        7,
        "366/SNNMT-QLĐĐ",
        "Sở Nông nghiệp và Môi trường",
        "Phối hợp rà soát quỹ đất công ích trên địa bàn",
        lead=ECONOMY,
        term=3,
        opinion="Chuyển Phòng Kinh tế tham mưu UBND trả lời",
        channel=Channel.POST,
    ),
    Came(
        5,
        "87-HD/UBKTTU",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "Hướng dẫn giám sát chuyên đề về kê khai tài sản, thu nhập",
        lead=UBKT,
        term=10,
    ),
    Came(
        6,
        "1093-CV/VPTU",
        "Văn phòng Tỉnh ủy",
        "Góp ý dự thảo Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh",
        lead=OFFICE,
        co=(XDD, UBKT),
        term=4,
        took=3,
        answer=("CV", "Góp ý dự thảo Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh"),
        opinion="Văn phòng tổng hợp ý kiến các cơ quan",
    ),
    Came(
        7,
        "61-KH/TU",
        "Tỉnh ủy Đồng Nai",
        "Kế hoạch kiểm tra việc thực hiện nghị quyết về chuyển đổi số trong các cơ quan đảng",
        lead=OFFICE,
        co=(XDD,),
        term=5,
        opinion="Văn phòng xây dựng kế hoạch tự kiểm tra",
    ),
    Came(
        8,
        "204-CV/TĐTN",
        "Tỉnh Đoàn Đồng Nai",
        "Đề nghị giới thiệu đoàn viên ưu tú cho Đảng",
        lead=XDD,
        term=10,
        took=6,
        channel=Channel.POST,
    ),
    Came(
        9,
        "1012-CV/BNCTU",
        "Ban Nội chính Tỉnh ủy",
        "Báo cáo công tác phòng, chống tham nhũng, lãng phí, tiêu cực năm",
        lead=UBKT,
        co=(OFFICE,),
        term=6,
        took=5,
        answer=("BC", "Công tác phòng, chống tham nhũng, lãng phí, tiêu cực năm"),
    ),
    Came(
        10,
        "52-QĐ/TU",
        "Tỉnh ủy Đồng Nai",
        "Quyết định về việc kiện toàn Ban Chỉ đạo chuyển đổi số Tỉnh ủy",
    ),
    Came(
        11,
        "155/UBND-NC",
        "Ủy ban nhân dân xã Phú Lâm",
        "Phối hợp bảo đảm an ninh trật tự vùng giáp ranh",
        lead=OFFICE,
        term=6,
        took=8,
        channel=Channel.POST,
        answer=("CV", "Phối hợp bảo đảm an ninh trật tự vùng giáp ranh với xã Phú Lâm"),
    ),
    Came(
        12,
        "990-CV/BTGDVTU",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Báo cáo kết quả thực hiện mô hình “Dân vận khéo”",
        lead=XDD,
        co=(CULTURE,),
        term=7,
        took=7,
        answer=("BC", "Kết quả thực hiện các mô hình “Dân vận khéo” trên địa bàn xã"),
    ),
    Came(
        15,
        "933-CV/BTGDVTU",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        "Đăng ký mô hình học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        lead=XDD,
        co=(CULTURE, OFFICE),
        term=7,
        opinion="Ban Xây dựng Đảng tổng hợp đăng ký của các chi bộ",
    ),
    Came(
        14,
        "29-NQ/TU",
        "Tỉnh ủy Đồng Nai",
        "Nghị quyết về lãnh đạo thực hiện nhiệm vụ năm tới",
        lead=OFFICE,
        co=(XDD, ECONOMY, CULTURE),
        term=15,
        opinion="Tham mưu chương trình hành động của Ban Chấp hành Đảng bộ xã",
    ),
)

#: type, subject, to whom: what the office sent of its own accord; the newest first
SENT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("KH", "Tổ chức hội nghị tổng kết công tác xây dựng Đảng năm", ("Tỉnh ủy Đồng Nai", "Các chi bộ trực thuộc")),
    ("GM", "Dự hội nghị Ban Chấp hành Đảng bộ xã", ("Các đồng chí Ủy viên Ban Chấp hành",)),
    ("TB", "Kết luận của Thường trực Đảng ủy tại buổi giao ban tuần", ("Các cơ quan tham mưu, giúp việc",)),
    ("QĐ", "Về việc chuẩn y Bí thư Chi bộ ấp 5", ("Chi bộ ấp 5", "Ban Xây dựng Đảng")),
    ("CV", "Đôn đốc nộp đảng phí quý IV", ("Các chi bộ trực thuộc",)),
    ("BC", "Tình hình, kết quả công tác tháng", ("Tỉnh ủy Đồng Nai", "Văn phòng Tỉnh ủy")),
    ("CTr", "Công tác kiểm tra, giám sát năm tới", ("Ủy ban Kiểm tra Tỉnh ủy", "Các chi bộ trực thuộc")),
    ("TTr", "Xin chủ trương sửa chữa trụ sở Đảng ủy", ("Tỉnh ủy Đồng Nai",)),
    ("KL", "Hội nghị Ban Thường vụ về giải ngân vốn đầu tư công", ("Đảng ủy Ủy ban nhân dân xã",)),
    ("HD", "Kiểm điểm, đánh giá, xếp loại tập thể, cá nhân cuối năm", ("Các chi bộ trực thuộc",)),
)
