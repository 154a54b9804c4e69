"""A procedure drawn as a plan of lines: states one below the other, ways between them as lanes.

Ways on and down run at the right, ways back at the left; all ways to one state share its lane.
Each step has its number, which leads to its row in the table of steps. SVG without script or
style; its classes take the platform's colours.
"""

from kechuang.cases.drawing.plan import plan_of
from kechuang.cases.drawing.svg import drawing_of

__all__ = ["drawing_of", "plan_of"]
