"""The commands of the audit chain in the reader's words."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "change_own_password": _("修改自己的密码"),
    "check_import": _("核对导入"),
    "close_demand": _("关闭需求"),
    "close_outcome": _("关闭成果"),
    "complete_run": _("封存全区域计算"),
    "confirm_import": _("确认导入"),
    "contract_demand": _("登记签约"),
    "convert_outcome": _("登记转化"),
    "create_account": _("创建账号"),
    "deactivate_account": _("停用账号"),
    "decide_match": _("决定匹配"),
    "discard_import": _("放弃导入"),
    "end_membership": _("终止角色"),
    "file_demand": _("登记需求"),
    "grant_membership": _("授予角色"),
    "import_demands": _("批量导入需求"),
    "import_outcomes": _("批量导入成果"),
    "load_pack": _("载入政策包"),
    "map_columns": _("对应列"),
    "match_demand": _("登记匹配"),
    "negotiate_demand": _("开始洽谈"),
    "negotiate_outcome": _("开始洽谈"),
    "open_department": _("登记处室"),
    "prepare_run": _("发起全区域计算"),
    "publish_demand": _("发布需求"),
    "publish_outcome": _("发布成果"),
    "publish_policy": _("发布政策"),
    "reactivate_account": _("恢复账号"),
    "read_confidential_text": _("查看保密内容"),
    "register_outcome": _("登记成果"),
    "register_parties": _("登记主体"),
    "relate_parties": _("登记主体关系"),
    "reset_password": _("重置密码"),
    "return_demand": _("退回需求"),
    "return_outcome": _("退回成果"),
    "revise_demand": _("修改需求"),
    "revise_outcome": _("修改成果"),
    "state_facts": _("填报事实"),
    "store_file": _("存入文件"),
    "submit_demand": _("提交需求"),
    "unlist_policy": _("政策移出政策库"),
    "upload_table": _("上传表格"),
    "verify_outcome": _("核验成果"),
    "vet_demand": _("审核需求"),
    "withdraw_membership": _("撤回角色"),
    "withdraw_demand": _("撤回需求"),
    "withdraw_outcome": _("撤回成果"),
    "withdraw_pack": _("撤下政策包"),
}


def command_label(command: str) -> str:
    """The command in words; a command without an entry is shown by its name."""
    return str(LABELS.get(command, command))
