"""Forms of award, coefficients and base salaries that every installation starts with.

Sources: Decrees 98/2023 and 152/2025 (coefficients), the base-salary decrees
as listed in the admin site. All rows are dated and can be changed there.
"""

#: code, name, conferred by
FORMS = [
    ("giay-khen-xa", "Giấy khen của Chủ tịch UBND cấp xã", "Chủ tịch UBND cấp xã"),
    ("giay-khen-ca-tinh", "Giấy khen của Giám đốc Công an tỉnh", "Giám đốc Công an tỉnh"),
    ("bang-khen-tinh", "Bằng khen của Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
    ("bang-khen-bo", "Bằng khen của Bộ trưởng Bộ Công an", "Bộ trưởng Bộ Công an"),
]

#: form, for, coefficient, in force from, until, rule
COEFFICIENTS = [
    ("giay-khen-xa", "individual", "0.15", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "collective", "0.30", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "household", "0.225", "2017-10-01", "2025-07-01", "NĐ 91/2017, NĐ 98/2023"),
    ("giay-khen-xa", "individual", "0.30", "2025-07-01", None, "NĐ 152/2025"),
    ("giay-khen-xa", "collective", "0.60", "2025-07-01", None, "NĐ 152/2025"),
    ("giay-khen-xa", "household", "0.45", "2025-07-01", None, "NĐ 152/2025"),
    ("bang-khen-tinh", "individual", "1.5", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-tinh", "collective", "3.0", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-bo", "individual", "1.5", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
    ("bang-khen-bo", "collective", "3.0", "2017-10-01", None, "NĐ 91/2017, NĐ 98/2023"),
]

#: in force from, đồng a month
BASE_SALARIES = [
    ("2013-07-01", 1_150_000),
    ("2016-05-01", 1_210_000),
    ("2017-07-01", 1_300_000),
    ("2018-07-01", 1_390_000),
    ("2019-07-01", 1_490_000),
    ("2023-07-01", 1_800_000),
    ("2024-07-01", 2_340_000),
    ("2026-07-01", 2_530_000),
]
#: in force from -> the decree; of the last the amount is announced, its decree was not seen
SALARY_SOURCES = {
    "2013-07-01": "NĐ 66/2013/NĐ-CP",
    "2016-05-01": "NĐ 47/2016/NĐ-CP",
    "2017-07-01": "NĐ 47/2017/NĐ-CP",
    "2018-07-01": "NĐ 72/2018/NĐ-CP",
    "2019-07-01": "NĐ 38/2019/NĐ-CP",
    "2023-07-01": "NĐ 24/2023/NĐ-CP",
    "2024-07-01": "NĐ 73/2024/NĐ-CP",
    "2026-07-01": "Mức đã công bố; cần đối chiếu nghị định",
}

#: direction, step (đồng), in force from, rule
ROUNDING = [("up", 10_000, "2017-10-01", "NĐ 98/2023/NĐ-CP: làm tròn lên hàng chục nghìn đồng")]
