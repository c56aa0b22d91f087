"""What the demo says in words. All people are invented."""

import datetime as dt

ABOUT = (
    "Xã Bằng Cả nằm ở phía bắc thành phố Hạ Long, địa hình đồi núi xen kẽ thung lũng; nhân dân "
    "sống chủ yếu bằng nông, lâm nghiệp và dịch vụ, phần lớn là đồng bào dân tộc Dao."
)
RECIPIENTS = "BCĐ 138 thành phố\nCông an thành phố\nThường trực Đảng ủy, HĐND xã\nMTTQ và các đoàn thể xã\nThành viên BCĐ 138 xã\nLưu: VT, CAX"
ALIAS = "Tổ nhân dân tự phòng, tự quản, tự hòa giải, giữ gìn an ninh, trật tự"

COMMUNE, COMMITTEE = "UBND xã Bằng Cả", "Ban Chỉ đạo 138 xã Bằng Cả"
#: key, kind, number, symbol, date, issuing body, abstract
PAPERS = (
    ("founding", "QĐ", 1, "QĐ-UBND", dt.date(2014, 1, 2), COMMUNE,
     "Thành lập các tổ tự quản về an ninh, trật tự làm điểm tại 03 thôn"),
    ("self_managed", "QĐ", 87, "QĐ-UBND", dt.date(2014, 9, 15), COMMUNE,
     "Thành lập mô hình Tổ nhân dân tự quản về an ninh, trật tự"),
    ("plan-2014", "KH", 42, "KH-UBND", dt.date(2014, 9, 18), COMMUNE,
     "Triển khai thực hiện mô hình Tổ nhân dân tự quản về an ninh, trật tự"),
    ("restaffing-2017", "QĐ", 12, "QĐ-UBND", dt.date(2017, 2, 1), COMMUNE,
     "Kiện toàn các tổ nhân dân tự quản về an ninh, trật tự"),
    ("restaffing-2019", "QĐ", 54, "QĐ-UBND", dt.date(2019, 8, 1), COMMUNE,
     "Kiện toàn các tổ nhân dân tự quản về an ninh, trật tự"),
    ("restaffing-2022", "QĐ", 21, "QĐ-UBND", dt.date(2022, 3, 1), COMMUNE,
     "Kiện toàn tổ trưởng, tổ phó các tổ nhân dân tự quản về an ninh, trật tự"),
    ("guidance", "HD", 22, "HD-BCA-V05", dt.date(2022, 11, 18), "Bộ Công an",
     "Xây dựng, công nhận, xếp loại và nhân rộng mô hình trong phong trào toàn dân bảo vệ an "
     "ninh Tổ quốc"),
    ("grassroots", "QĐ", 66, "QĐ-UBND", dt.date(2023, 9, 15), COMMUNE,
     "Thành lập mô hình An ninh cơ sở"),
    ("cameras", "QĐ", 67, "QĐ-UBND", dt.date(2023, 9, 15), COMMUNE,
     "Thành lập mô hình Camera an ninh"),
    ("trusted", "QĐ", 68, "QĐ-UBND", dt.date(2023, 9, 20), COMMUNE,
     "Thành lập mô hình Người có uy tín tham gia đảm bảo an ninh, trật tự"),
    ("fire_safe", "QĐ", 69, "QĐ-UBND", dt.date(2023, 9, 22), COMMUNE,
     "Thành lập mô hình Khu dân cư an toàn về phòng cháy, chữa cháy tại Thôn 1"),
    ("plan-2023", "KH", 18, "KH-BCĐ", dt.date(2023, 9, 18), COMMITTEE,
     "Thực hiện các mô hình bảo đảm an ninh, trật tự trên địa bàn xã"),
    ("plan-2024", "KH", 9, "KH-BCĐ", dt.date(2024, 8, 5), COMMITTEE,
     "Tổng kết 10 năm mô hình Tổ nhân dân tự quản và sơ kết 01 năm các mô hình bảo đảm an ninh, "
     "trật tự"),
)  # fmt: skip

POLICE = "Công an xã Bằng Cả"
#: kind, name, founded, paper, lead agency, aim
PROGRAMMES = (
    ("self_managed", "Tổ nhân dân tự quản về an ninh, trật tự", dt.date(2014, 9, 15),
     "self_managed", POLICE,
     "Phát huy vai trò của nhân dân trong tự phòng, tự quản, tự hòa giải, giữ gìn an ninh, trật "
     "tự ngay từ cơ sở."),
    ("grassroots", "An ninh cơ sở", dt.date(2023, 9, 15), "grassroots", POLICE,
     "Giữ vững an ninh, trật tự từ thôn, giải quyết vụ việc ngay tại nơi phát sinh."),
    ("trusted_persons", "Người có uy tín tham gia đảm bảo an ninh, trật tự",
     dt.date(2023, 9, 20), "trusted", "Ủy ban Mặt trận Tổ quốc xã",
     "Phát huy vai trò của người có uy tín trong tuyên truyền, vận động, hòa giải."),
    ("fire_safe", "Khu dân cư an toàn về phòng cháy, chữa cháy Thôn 1",
     dt.date(2023, 9, 22), "fire_safe", POLICE,
     "Mỗi hộ có bình chữa cháy, lối thoát nạn thứ hai và người biết chữa cháy."),
    ("cameras", "Camera an ninh", dt.date(2023, 9, 15), "cameras", POLICE,
     "Giám sát các địa điểm công cộng, hỗ trợ phòng ngừa và làm rõ vụ việc."),
)  # fmt: skip

#: name, sex, birth year, village, standing
TRUSTED = (
    ("Bàn Tiến Phúc", "male", 1948, "Thôn 1", "elder"),
    ("Đặng Thị Mùi", "female", 1956, "Thôn 1", "clan_head"),
    ("Triệu Văn Hòa", "male", 1951, "Thôn 2", "retired"),
    ("Lý Kim Tài", "male", 1960, "Thôn 3", "clan_head"),
    ("Đặng Hữu Phượng", "male", 1953, "Thôn 3", "secretary"),
)
HOUSEHOLD_HEADS = (
    "Đặng Văn Lợi", "Bàn Thị Xuân", "Lý Tiến Hoa", "Triệu Quang Minh", "Hoàng Văn Sự",
    "Đặng Thị Bích", "Bàn Hữu Tình", "Lý Văn Khánh", "Phạm Đức Thịnh", "Vũ Thị Nhàn",
    "Đặng Kim Long", "Trần Văn Bảy", "Bàn Văn Thuận", "Lê Thị Sen",
)  # fmt: skip
#: date, legal purpose, helped to clarify
EXTRACTIONS = (
    (dt.date(2024, 1, 16), "Xác minh tin báo về trộm cắp tài sản", True),
    (dt.date(2024, 3, 8), "Xác minh vụ va chạm giao thông", True),
    (dt.date(2024, 5, 21), "Xác minh tin báo về gây rối trật tự công cộng", False),
    (dt.date(2024, 7, 12), "Xác minh tin báo về trộm cắp tài sản", True),
    (dt.date(2024, 8, 30), "Tìm tài sản nhân dân để quên", True),
)
#: kind, village, date, what happened
HIGHLIGHTS = (
    ("self_managed", "Thôn 2", dt.date(2019, 5, 14),
     "Tổ tự quản Thôn 2 phát hiện, báo tin giúp Công an làm rõ một vụ trộm cắp gia súc, trả lại "
     "tài sản cho nhân dân"),
    ("self_managed", "Thôn 3", dt.date(2023, 7, 3),
     "Tổ tự quản Thôn 3 hòa giải thành mâu thuẫn kéo dài về ranh giới đất rừng giữa hai dòng họ"),
    ("grassroots", "Thôn 1", dt.date(2023, 12, 19),
     "Nhân dân Thôn 1 cung cấp tin giúp Công an xã làm rõ một vụ trộm cắp tài sản trong 24 giờ"),
    ("cameras", "Thôn 1", dt.date(2024, 1, 16),
     "Từ hình ảnh camera tại cầu tràn, Công an xã làm rõ một vụ trộm cắp xe máy"),
    ("fire_safe", "Thôn 1", dt.date(2024, 4, 25),
     "Thực tập phương án chữa cháy và cứu nạn với 52 lượt người tham gia"),
)  # fmt: skip

CONFERENCE = (
    "Hội nghị tổng kết 10 năm mô hình “Tổ nhân dân tự quản về an ninh, trật tự” và sơ kết 01 năm "
    "thực hiện các mô hình bảo đảm an ninh, trật tự"
)
EARLIER_MEETINGS = (
    (dt.date(2017, 9, 20), "Sơ kết 03 năm thực hiện mô hình Tổ nhân dân tự quản"),
    (dt.date(2019, 9, 24), "Sơ kết 05 năm thực hiện mô hình Tổ nhân dân tự quản"),
)
#: part, minutes, item, presenter
AGENDA = (
    ("settle", 10, "Ổn định tổ chức, văn nghệ chào mừng", "Ban tổ chức"),
    ("flag", 5, "Chào cờ", "Ban tổ chức"),
    ("introduction", 10, "Tuyên bố lý do, giới thiệu đại biểu", "Người dẫn chương trình"),
    ("opening", 10, "Phát biểu khai mạc hội nghị", "Trưởng Ban Chỉ đạo 138 xã"),
    (
        "report",
        25,
        "Báo cáo tổng kết 10 năm mô hình “Tổ nhân dân tự quản về an ninh, trật tự”",
        "Thiếu tá Hoàng Quốc Việt, Trưởng Công an xã",
    ),
    (
        "report",
        20,
        "Báo cáo sơ kết 01 năm bốn mô hình",
        "Thiếu tá Hoàng Quốc Việt, Trưởng Công an xã",
    ),
    ("papers", 30, "Tham luận của các thôn", "Trưởng các thôn 1, 2, 3"),
    ("superiors", 15, "Phát biểu của lãnh đạo cấp trên", "Cơ quan Thường trực BCĐ 138 thành phố"),
    ("awards", 15, "Công bố quyết định và trao thưởng", "Chủ tịch UBND xã"),
    ("direction", 15, "Phát biểu chỉ đạo", "Bí thư Đảng ủy xã"),
    (
        "vote",
        5,
        "Thông qua báo cáo tổng kết, báo cáo sơ kết và phương hướng, nhiệm vụ",
        "Chủ trì hội nghị",
    ),
    ("closing", 5, "Bế mạc", "Ban tổ chức"),
)
#: full name, post, seat in the council
COUNCIL = (
    ("Phạm Văn Khải", "Chủ tịch UBND xã", "chair"),
    ("Đỗ Thị Hạnh", "Phó Chủ tịch UBND xã", "member"),
    ("Bùi Thị Lan Anh", "Chủ tịch Ủy ban MTTQ xã", "member"),
    ("Hoàng Quốc Việt", "Trưởng Công an xã", "member"),
    ("Vũ Minh Tuấn", "Chủ tịch Hội Cựu chiến binh xã", "member"),
    ("Lê Thu Hà", "Chủ tịch Hội Liên hiệp Phụ nữ xã", "member"),
    ("Đặng Văn Sơn", "Chủ tịch Hội Nông dân xã", "member"),
    ("Bàn Đức Anh", "Bí thư Đoàn Thanh niên xã", "member"),
    ("Nguyễn Thị Thúy", "Công chức Văn phòng - Thống kê", "secretary"),
)
CAPTIONS = (
    "Đại biểu dự hội nghị tại Hội trường UBND xã Bằng Cả",
    "Thiếu tá Hoàng Quốc Việt, Trưởng Công an xã trình bày báo cáo tổng kết 10 năm thực hiện mô hình",
    "Lãnh đạo UBND xã trao giấy khen cho tập thể, cá nhân",
)
MINUTES = (
    "1. Chào cờ, tuyên bố lý do, giới thiệu đại biểu.\n"
    "2. Đồng chí Phạm Văn Khải, Chủ tịch UBND xã, Trưởng Ban Chỉ đạo 138 khai mạc hội nghị.\n"
    "3. Đồng chí Hoàng Quốc Việt, Trưởng Công an xã trình bày báo cáo tổng kết 10 năm mô hình Tổ nhân dân tự quản và báo "
    "cáo sơ kết 01 năm bốn mô hình.\n"
    "4. Tham luận của các thôn:\n"
    "- Trưởng Thôn 1: kinh nghiệm vận động hộ dân trang bị bình chữa cháy, mở lối thoát nạn thứ hai.\n"
    "- Trưởng Thôn 2: duy trì tuần tra ban đêm, nắm tình hình từ mỗi hộ.\n"
    "- Trưởng Thôn 3: hòa giải tranh chấp đất rừng ngay từ tổ.\n"
    "5. Đồng chí Ngô Thanh Bình, Cơ quan Thường trực BCĐ 138 thành phố phát biểu, ghi nhận kết quả và đề nghị nhân rộng "
    "cách làm của xã.\n"
    "6. Đồng chí Phạm Văn Khải, Chủ tịch UBND xã công bố quyết định, trao thưởng cho 01 tập thể và 03 cá nhân.\n"
    "7. Đồng chí Vũ Đình Thắng, Bí thư Đảng ủy xã phát biểu chỉ đạo.\n"
    "8. Hội nghị biểu quyết thông qua các báo cáo; đồng chí Phạm Văn Khải kết luận hội nghị."
)
VOTED_ON = "thông qua báo cáo tổng kết 10 năm, báo cáo sơ kết 01 năm và phương hướng, nhiệm vụ thời gian tới"
#: name, rank, post, unit, group
GUESTS = (
    ("Vũ Đình Thắng", "", "Bí thư Đảng ủy, Chủ tịch HĐND xã", "", "commune_leaders"),
    ("Phạm Văn Khải", "", "Chủ tịch UBND xã, Trưởng Ban Chỉ đạo 138", "UBND xã",
     "commune_leaders"),
    ("Ngô Thanh Bình", "Trung tá", "Cán bộ Cơ quan Thường trực", "BCĐ 138 thành phố", "superior"),
    ("Bùi Thị Lan Anh", "", "Chủ tịch Ủy ban MTTQ xã", "MTTQ xã", "front"),
    ("Hoàng Quốc Việt", "Thiếu tá", "Trưởng Công an xã", "Công an xã", "police"),
    ("Trần Minh Quân", "Thượng úy", "Cán bộ Công an xã", "Công an xã", "police"),
)  # fmt: skip
CONCLUSIONS = (
    ("Sửa chữa, thay thế các mắt camera hỏng", "Công an xã", dt.date(2024, 11, 30)),
    ("Bổ sung, nạp lại bình chữa cháy hết hạn", "Trưởng thôn 1", dt.date(2024, 10, 31)),
    ("Thống kê đầy đủ kết quả hằng tháng của các thôn", "Trưởng các thôn", None),
)
REWARDED = ("Lý Quang Đạt", "Hoàng Đức Đông", "Bàn Thị Thu Hương")
MERITS = (
    "Duy trì nền nếp sinh hoạt, tuần tra; dẫn đầu toàn xã về số nguồn tin cung cấp cho Công an.",
    "Mười năm tham gia, nay là tổ trưởng; tích cực tuyên truyền, vận động nhân dân.",
    "Mười năm tham gia tuần tra, hòa giải, được nhân dân tin cậy.",
    "Mười năm tham gia, làm tốt công tác tuyên truyền trong phụ nữ.",
)

TEN_YEAR = {
    "context": (
        "Trước khi thành lập mô hình, tình hình an ninh, trật tự ở một số khu vực còn tiềm ẩn phức "
        "tạp: mâu thuẫn về đất đai, trộm cắp vặt, thanh niên tụ tập uống rượu gây mất trật tự.\n"
        "- Thuận lợi: cấp ủy, chính quyền quan tâm; nhân dân đoàn kết, có truyền thống chấp hành "
        "pháp luật; trưởng thôn, phó trưởng thôn có uy tín và trách nhiệm.\n"
        "- Khó khăn: địa bàn rộng, dân cư phân tán; kinh phí hoạt động hạn hẹp; nhiều thành viên "
        "tuổi cao, đi làm xa."
    ),
    "leadership": (
        "Cấp ủy, chính quyền xã xác định xây dựng tổ nhân dân tự quản là nhiệm vụ thường xuyên, đưa "
        "vào nghị quyết hằng năm; Ban Chỉ đạo 138 phân công thành viên phụ trách từng thôn; Công an "
        "xã trực tiếp hướng dẫn nghiệp vụ."
    ),
    "work": (
        "Các tổ gắn hoạt động tự quản với sinh hoạt của chi bộ, Mặt trận và các đoàn thể ở thôn, nhờ "
        "đó nội dung tuyên truyền gần gũi, vụ việc được nắm và giải quyết sớm."
    ),
    "impact": (
        "Mô hình đã kết nối các hộ gia đình ở cơ sở, gắn với các phong trào của đoàn thể, trở thành "
        "phong trào tự giác trong phòng ngừa tội phạm, bài trừ tệ nạn xã hội, xây dựng nếp sống văn "
        "hóa lành mạnh trong cộng đồng dân cư."
    ),
    "strengths": (
        "- Lực lượng được củng cố, kiện toàn kịp thời; đến nay [[Số thôn có tổ]] thôn đều có tổ với "
        "[[Số thành viên]] thành viên.\n"
        "- Nhân dân tin tưởng, chủ động cung cấp [[Nguồn tin cung cấp cho Công an]] nguồn tin cho "
        "lực lượng Công an.\n"
        "- Phần lớn mâu thuẫn được hòa giải ngay tại thôn, không để phát sinh điểm nóng."
    ),
    "shortcomings": (
        "- Một số tổ sinh hoạt chưa đều, ghi chép sổ sách chưa đầy đủ.\n"
        "- Trang thiết bị phục vụ tuần tra còn thiếu."
    ),
    "causes": (
        "- Khách quan: địa bàn rộng, thành viên hoạt động tự nguyện, không có phụ cấp; đời sống một "
        "bộ phận nhân dân còn khó khăn.\n"
        "- Chủ quan: công tác kiểm tra, đôn đốc có lúc chưa thường xuyên; việc thống kê kết quả chưa "
        "được quan tâm đúng mức trong những năm đầu."
    ),
    "lessons": (
        "- Giữ vững sự lãnh đạo của cấp ủy, vai trò nòng cốt của Công an xã và trách nhiệm của người "
        "đứng đầu thôn.\n"
        "- Lựa chọn người có uy tín, nhiệt tình làm tổ trưởng, tổ phó.\n"
        "- Sơ kết, khen thưởng kịp thời để động viên phong trào."
    ),
    "directions": (
        "- Tiếp tục duy trì, nâng cao chất lượng hoạt động của [[Số tổ]] tổ; mỗi tổ sinh hoạt ít "
        "nhất một tháng một lần.\n"
        "- Thực hiện thống kê kết quả hằng tháng, đầy đủ, đúng thời hạn.\n"
        "- Phấn đấu hòa giải thành từ 85% số vụ mâu thuẫn tiếp nhận trở lên."
    ),
    "proposals": (
        "- Đề nghị thành phố quan tâm hỗ trợ kinh phí, trang bị đèn pin, áo phản quang cho các tổ.\n"
        "- Đề nghị Công an thành phố mở lớp tập huấn hằng năm cho tổ trưởng, tổ phó."
    ),
}
ONE_YEAR = {
    "context": (
        "Năm đầu thực hiện, các mô hình được triển khai trong điều kiện xã có sẵn nền nếp hoạt động "
        "của tổ nhân dân tự quản; khó khăn chủ yếu là kinh phí và kỹ năng sử dụng trang thiết bị."
    ),
    "leadership": (
        "Ban Chỉ đạo 138 xã ban hành kế hoạch, phân công Công an xã làm thường trực; Mặt trận và "
        "các đoàn thể phối hợp vận động nhân dân đóng góp, tham gia."
    ),
    "impact": (
        "Các mô hình bổ trợ cho nhau: nguồn tin của nhân dân, hình ảnh camera và sự tham gia của "
        "người có uy tín giúp vụ việc được giải quyết sớm, ngay tại cơ sở."
    ),
    "strengths": (
        "- Các mô hình hoạt động đúng mục tiêu, được nhân dân đồng tình, đóng góp.\n"
        "- [[Số người có uy tín]] người có uy tín tham gia tích cực công tác hòa giải.\n"
        "- [[Số điểm camera]] điểm camera phủ các vị trí trọng yếu ở cả ba thôn."
    ),
    "shortcomings": "- Việc bảo dưỡng trang thiết bị chưa được phân công cụ thể.",
    "causes": (
        "- Khách quan: thiết bị lắp đặt từ nhiều nguồn, chất lượng không đồng đều.\n"
        "- Chủ quan: chưa có quy chế quản lý, sử dụng và nguồn kinh phí bảo dưỡng hằng năm."
    ),
    "lessons": (
        "- Trước khi lắp đặt phải xác định ngay người quản lý và kinh phí duy trì.\n"
        "- Công khai đóng góp và kết quả để nhân dân tin tưởng."
    ),
    "directions": (
        "- Ban hành quy chế quản lý, vận hành hệ thống camera; kiểm tra mỗi quý một lần.\n"
        "- Nhân rộng khu dân cư an toàn về phòng cháy, chữa cháy ra hai thôn còn lại."
    ),
    "proposals": "- Đề nghị thành phố hỗ trợ kinh phí sửa chữa, nâng cấp hệ thống camera.",
}
#: why a part larger than its whole in the oldest record book stands in the ten-year report
REASON = (
    "Đối chiếu sổ theo dõi năm 2017: số liệu chép đúng như sổ giấy, nguồn tin đã tiếp nhận từ năm "
    "trước nên không sửa được; báo cáo ghi rõ để rà soát."
)
