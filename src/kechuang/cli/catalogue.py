"""Every command with its one line of help; modules are imported only when a command runs."""

from __future__ import annotations

import importlib
import importlib.util
import keyword
from dataclasses import dataclass

import click
import django

from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Entry:
    """One command: its help in one line, and whether it needs Django (records, settings)."""

    summary: Text
    needs_django: bool = True


COMMANDS = {
    "demo": Entry(
        Text("建好虚构示例城市并打开平台", "build the fictional city and serve it"),
        needs_django=False,
    ),
    "serve": Entry(
        Text("启动平台（网页与后台任务）", "serve the platform and its background tasks")
    ),
    "migrate": Entry(Text("建立或更新数据库", "create or update the database")),
    "createadmin": Entry(Text("创建系统管理员账号", "create an administrator account")),
    "import": Entry(Text("导入主体、事实、成果、需求", "import parties, facts, outcomes, demands")),
    "pass-time": Entry(
        Text("办理到期事项：提醒、督办、届满、预算预留", "run the clocks: what falls due, and ends")
    ),
    "sweep": Entry(
        Text("全区域计算：政策适用与供需匹配", "evaluate every policy and match every demand")
    ),
    "explain": Entry(
        Text("说明一条政策为何适用或不适用", "explain why a policy applies or does not")
    ),
    "match": Entry(
        Text("对文件做供需匹配，不用数据库", "match demands to outcomes on plain files"),
        needs_django=False,
    ),
    "rules": Entry(
        Text(
            "核对、说明政策包，对企业数据表计算，输出编辑模式",
            "check and explain policy packs, run them on a table, print their schema",
        ),
        needs_django=False,
    ),
    "points": Entry(
        Text(
            "创新积分：排名、名次区间、权重敏感性、名单",
            "places by innovation points, how firm they are, and lists",
        ),
        needs_django=False,
    ),
    "flow": Entry(
        Text("核验、画出、模拟流程包", "prove, draw and simulate procedure packs"),
        needs_django=False,
    ),
    "expenses": Entry(
        Text("按负面清单核对包干制支出", "check lump-sum expenses against the negative list"),
        needs_django=False,
    ),
    "letters": Entry(
        Text("写出可在Word里修改的文书模板", "write the letters' templates, to be changed in Word"),
        needs_django=False,
    ),
    "blind": Entry(
        Text("为评审制作不含身份的副本", "copies of documents without identity, for reviewers"),
        needs_django=False,
    ),
    "panel": Entry(
        Text("对文件分配评审组，附最优证明", "assign review panels on plain files, with proof"),
        needs_django=False,
    ),
    "timetable": Entry(
        Text("一对一洽谈的时间表，空档最少", "timetables of one-to-one meetings, fewest breaks"),
        needs_django=False,
    ),
    "bench": Entry(
        Text("测量引擎的用时与质量", "measure the engines' time and quality"),
        needs_django=False,
    ),
    "audit": Entry(Text("核验审计链", "verify the audit chain")),
    "check-invariants": Entry(
        Text("核对全库应当成立的事实", "check what must hold over the whole database")
    ),
    "backup": Entry(Text("备份数据库和附件并核对", "back up database and files, and check it")),
    "restore": Entry(Text("把备份恢复到空的平台", "restore a backup into an empty place")),
    "grants": Entry(Text("数据库账号的最小权限", "the least rights of the database role")),
    "check": Entry(
        Text("运行政策包测试与代码检查", "run the packs' own tests and the house checks"),
        needs_django=False,
    ),
    "proof": Entry(
        Text("证明各项承诺并输出表格", "prove the promises and print their table"),
        needs_django=False,
    ),
    "test": Entry(Text("运行全部测试", "run every test"), needs_django=False),
    "translations": Entry(
        Text("编译英文译文，列出缺失", "compile the English catalogues, list what is missing"),
        needs_django=False,
    ),
}


def written_commands() -> list[str]:
    """Names of the commands whose module exists, in the order of the catalogue."""
    return [name for name in COMMANDS if importlib.util.find_spec(_module(name))]


def load_command(name: str) -> click.Command | None:
    """Import the module of ``name`` (after Django, where it needs it) and return its command."""
    if name not in written_commands():
        return None
    if COMMANDS[name].needs_django:
        django.setup()
    command: click.Command = importlib.import_module(_module(name)).command
    return command


def _module(name: str) -> str:
    module = f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")
    return f"kechuang.cli.{module}"
