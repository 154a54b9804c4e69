"""What a reviewer would have seen in the original and does not see in the copy."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.wording import Text

LOSSES: Mapping[str, Text] = {
    "text-layer": Text(
        "各页已转为图像，不能再检索或复制文字",
        "pages became pictures: their text can no longer be searched or copied",
    ),
    "stamp": Text("印章、图章批注", "stamps and seals laid over the page"),
    "signature-picture": Text("电子签名、签章的图样", "pictures of electronic signatures"),
    "formula": Text("公式变成了它们的值", "formulas became their values"),
    "uncomputed": Text("没有算出值的公式", "formulas whose value nobody had computed"),
    "conditional-format": Text("条件格式", "conditional formats"),
    "table-style": Text("表格样式（底纹条带）", "table styles (banded rows)"),
    "chart": Text("图表", "charts"),
    "diagram": Text("SmartArt 等图示", "diagrams such as SmartArt"),
    "embedded-object": Text("嵌入的对象", "embedded objects"),
    "media": Text("音频或视频", "sound or video"),
    "animation": Text("动画和切换效果", "animations and transitions"),
    "vector-picture": Text(
        "矢量图（EMF、WMF、SVG 等），换成了空白图",
        "vector pictures (EMF, WMF, SVG…), shown as blanks",
    ),
    "broken-picture": Text("打不开的图片，换成了空白图", "unreadable pictures, shown as blanks"),
    "old-drawing": Text("旧式（VML）图形", "drawings of the old kind (VML)"),
    "redrawn": Text(
        "旧式（VML）图形，已重画，位置可能变动",
        "drawings of the old kind (VML), redrawn; their place may differ",
    ),
    "imported-part": Text("从别的文件引入的内容", "content imported from another file"),
    "background": Text("背景图片", "background pictures"),
    "font-not-embedded": Text(
        "字体没有嵌入，字形以本机字体代替，可能不同",
        "fonts not embedded: drawn in this machine's fonts, and may look different",
    ),
    "font": Text("少见的字体，换成了常用字体", "rare fonts, shown in common ones"),
    "unknown-element": Text("不认识的内容", "content of an unknown kind"),
    "colour-profile": Text("图片已换算到标准色彩", "pictures were converted to standard colours"),
    "motion": Text("动图只留第一帧", "only the first frame of moving pictures"),
    "unblindable-entry": Text(
        "压缩包里无法匿名处理的文件，没有放进副本",
        "files of the archive that cannot be blinded and are left out",
    ),
    "empty-folder": Text("空文件夹", "empty folders"),
}
