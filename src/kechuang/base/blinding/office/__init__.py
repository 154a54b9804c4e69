"""Office documents rebuilt from what is understood: parts, elements and attributes on lists."""

from kechuang.base.blinding.office.documents import copy_docx
from kechuang.base.blinding.office.slides import copy_pptx
from kechuang.base.blinding.office.workbooks import copy_xlsx

__all__ = ["copy_docx", "copy_pptx", "copy_xlsx"]
