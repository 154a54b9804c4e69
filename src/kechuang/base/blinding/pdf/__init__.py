"""PDF: every page becomes a picture of what it shows, in a new file that holds nothing else.

Text is not replaced in place. A PDF stores glyph codes of subset fonts, which rarely have the
glyphs of a placeholder; what is extracted need not be what is drawn; and the original text would
have to be found in every form XObject, annotation and earlier version. A picture of the page has
none of these, and a box over a name leaves no name under it. The price is the text layer.
"""

from kechuang.base.blinding.pdf.copying import copy_pdf

__all__ = ["copy_pdf"]
