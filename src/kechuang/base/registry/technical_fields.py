"""The technical fields that lists filter by; imports may bring other words, which stay as given."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TechnicalField(TextChoices):
    NEW_MATERIALS = "new_materials", _("新材料")
    BATTERIES_STORAGE = "batteries_storage", _("电池与储能")
    MACHINE_VISION = "machine_vision", _("机器视觉")
    BIOMANUFACTURING = "biomanufacturing", _("生物制造")
    WATER_TREATMENT = "water_treatment", _("水处理")
    MAGNETS_MOTORS = "magnets_motors", _("磁材与电机")
    COLD_CHAIN_FOOD = "cold_chain_food", _("食品与冷链")
    MARINE_COATINGS = "marine_coatings", _("海洋防腐涂层")
    MEDICINE_TCM = "medicine_tcm", _("医药与中药")
    PRECISION_MACHINERY = "precision_machinery", _("精密机械")
    LASER_PROCESSING = "laser_processing", _("激光加工")
    RADAR_SENSING = "radar_sensing", _("雷达与传感")
    DIGITAL_TWIN_SOFTWARE = "digital_twin_software", _("工业软件与数字孪生")
    UAV_INSPECTION = "uav_inspection", _("无人机与巡检")
    POWER_ELECTRONICS = "power_electronics", _("电力电子")
    DEGRADABLE_PLASTICS = "degradable_plastics", _("可降解材料")
    MEDICAL_DEVICES = "medical_devices", _("医疗器械")
    CHIPS_PACKAGING = "chips_packaging", _("芯片与封装")
    SMART_AGRICULTURE = "smart_agriculture", _("智慧农业")
    SOLID_WASTE = "solid_waste", _("固废资源化")


def field_label(field: str) -> str:
    """The name of a listed field in the reader's language; any other text as it is."""
    return str(TechnicalField(field).label) if field in TechnicalField.values else field
