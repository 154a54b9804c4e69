"""The words of the two procedures that the room acts on."""

CORRECTION_PROCEDURE, APPEAL_PROCEDURE = "data-correction", "entitlement-appeal"
FIRM = "firm"
CORRECTION_FORM, APPEAL_FORM = "correction", "appeal"
RIGHT_VALUE = "right_value"
