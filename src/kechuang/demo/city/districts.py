"""The six districts of the city, heaviest where most firms are."""

DISTRICTS = (
    ("990101", "澜湖区", "Lanhu District"),
    ("990102", "云港区", "Yungang District"),
    ("990103", "青砚区", "Qingyan District"),
    ("990104", "星桥区", "Xingqiao District"),
    ("990105", "苇川县", "Weichuan County"),
    ("990106", "澜东高新区", "Landong High-tech Zone"),
)
DISTRICT_WEIGHTS = (
    ("990101", 16),
    ("990102", 18),
    ("990103", 14),
    ("990104", 15),
    ("990105", 9),
    ("990106", 28),
)
