"""What the firms of each technical field are called, registered as and spend on research."""

from __future__ import annotations

from typing import NamedTuple

Wording = tuple[str, str]


class Sector(NamedTuple):
    """``research_bp`` is the middle share of sales spent on research, ``staff_bp`` of people in it.

    ``words`` are field words of legal names, ``industries`` classes of GB/T 4754-2017.
    """

    words: tuple[Wording, ...]
    industries: tuple[str, ...]
    research_bp: int
    staff_bp: int


SECTORS = {
    "new_materials": Sector(
        (("新材料", "Advanced Materials"), ("复合材料", "Composites"), ("特种陶瓷", "Ceramics")),
        ("3073", "3062", "3091", "3240", "2651"),
        430,
        1250,
    ),
    "batteries_storage": Sector(
        (("储能", "Energy Storage"), ("电池材料", "Battery Materials"), ("新能源", "New Energy")),
        ("3841", "3849", "3985"),
        520,
        1400,
    ),
    "machine_vision": Sector(
        (("视觉", "Vision"), ("智能检测", "Intelligent Inspection"), ("光电", "Photonics")),
        ("4011", "4040", "6513", "3990"),
        780,
        2500,
    ),
    "biomanufacturing": Sector(
        (("生物", "Biologics"), ("合成生物", "Synthetic Biology"), ("酶制剂", "Enzymes")),
        ("2761", "1469", "2831", "1495"),
        610,
        1700,
    ),
    "water_treatment": Sector(
        (("水务", "Water"), ("水处理", "Water Treatment"), ("膜科技", "Membranes")),
        ("3591", "4620", "7721", "2666"),
        360,
        1100,
    ),
    "magnets_motors": Sector(
        (("磁材", "Magnetics"), ("电机", "Motors"), ("驱动", "Drives")),
        ("3812", "3813", "3232", "3985"),
        420,
        1150,
    ),
    "cold_chain_food": Sector(
        (("冷链", "Cold Chain"), ("食品", "Foods"), ("水产", "Aquatic Foods")),
        ("5930", "1361", "1432", "1353", "3464"),
        150,
        650,
    ),
    "marine_coatings": Sector(
        (("涂料", "Coatings"), ("防腐", "Anticorrosion"), ("海工", "Offshore Engineering")),
        ("2641", "2646", "3360", "3737"),
        350,
        1050,
    ),
    "medicine_tcm": Sector(
        (("药业", "Pharmaceuticals"), ("中药", "Herbal Medicine"), ("制药", "Pharma")),
        ("2740", "2730", "2720", "2710"),
        560,
        1300,
    ),
    "precision_machinery": Sector(
        (("精机", "Precision Machinery"), ("机床", "Machine Tools"), ("传动", "Transmissions")),
        ("3421", "3425", "3451", "3453", "3484", "3491"),
        410,
        1150,
    ),
    "laser_processing": Sector(
        (("激光", "Laser"), ("光子", "Photon"), ("焊接装备", "Welding Equipment")),
        ("3424", "3976", "4040"),
        690,
        1900,
    ),
    "radar_sensing": Sector(
        (("雷达", "Radar"), ("传感", "Sensing"), ("探测", "Detection")),
        ("3940", "3983", "4021", "4023"),
        820,
        2300,
    ),
    "digital_twin_software": Sector(
        (("软件", "Software"), ("数智", "Digital Intelligence"), ("信息", "Information")),
        ("6513", "6531", "6532", "6550"),
        1050,
        4200,
    ),
    "uav_inspection": Sector(
        (("无人机", "UAV"), ("巡检", "Inspection"), ("低空", "Low Altitude")),
        ("3963", "7441", "3749"),
        880,
        2600,
    ),
    "power_electronics": Sector(
        (("电力电子", "Power Electronics"), ("电气", "Electric"), ("功率器件", "Power Devices")),
        ("3824", "3823", "3972", "3825"),
        540,
        1450,
    ),
    "degradable_plastics": Sector(
        (("生物塑料", "Bioplastics"), ("包装", "Packaging"), ("高分子", "Polymers")),
        ("2921", "2926", "2927", "2832"),
        300,
        900,
    ),
    "medical_devices": Sector(
        (("医疗器械", "Medical Devices"), ("医疗", "Medical"), ("康复", "Rehabilitation")),
        ("3581", "3584", "3586", "2770"),
        700,
        1800,
    ),
    "chips_packaging": Sector(
        (
            ("微电子", "Microelectronics"),
            ("半导体", "Semiconductor"),
            ("封测", "Packaging and Test"),
        ),
        ("3973", "6520", "3562", "3982"),
        1000,
        2700,
    ),
    "smart_agriculture": Sector(
        (("智慧农业", "Smart Agriculture"), ("农机", "Farm Machinery"), ("种业", "Seeds")),
        ("3572", "0519", "6532", "1329"),
        330,
        950,
    ),
    "solid_waste": Sector(
        (("环保", "Environment"), ("再生资源", "Recycled Resources"), ("固废", "Solid Waste")),
        ("4210", "4220", "7723", "3591"),
        260,
        850,
    ),
}
TRADING_INDUSTRIES = ("5171", "5179", "5169", "5219", "7299")
