"""Every refusal of the room, in words."""

from __future__ import annotations

from kechuang.base.errors import Text

NOT_OPENED = Text("轮次未开设", "The round was not opened")
NOT_BEGUN = Text("需求未建立", "The need was not begun")
NOT_FILED = Text("需求未提交", "The need was not filed")
NOT_SCORED = Text("定榜评分未保存", "The score was not kept")
NOT_RULED = Text("查重结论未保存", "The ruling was not kept")
NOT_PUBLISHED = Text("榜单未公布", "The item was not published")
NO_BID = Text("揭榜方案未建立", "The bid was not begun")
NOT_SEALED = Text("方案未封存", "The bid was not sealed")
NOT_UNSEALED = Text("方案未启封", "The bids were not opened")
NOT_CHECKED = Text("形式审查未完成", "The formal check was not finished")
NOT_SUPPLIED = Text("补充的事实未采用", "The fact was not taken")
NOT_CHOSEN = Text("未选定揭榜方", "No winner was chosen")
NO_REASON = Text(
    "未选定揭榜方：不选排序第一的须说明理由", "No winner was chosen: say why not the first"
)
NOT_TOLD = Text("结果未告知", "The outcome was not told")
NOT_AWARDED = Text("未安排资金", "No money was reserved")
