"""What is proved of every procedure before it may run. Each proof lists all it finds."""

from kechuang.engines.flow.proofs.draft import Proof
from kechuang.engines.flow.proofs.naming import (
    conditions_end,
    names_are_known,
    questions_are_in_order,
    values_fit,
)
from kechuang.engines.flow.proofs.paths import (
    ends_are_final,
    silence_ends,
    states_are_reachable,
    states_have_a_way_out,
)
from kechuang.engines.flow.proofs.steps import (
    approvals_are_separate,
    clocks_have_an_end,
    ends_of_clocks_are_answered,
    options_are_settled,
    steps_do_not_clash,
    steps_have_a_deadline,
    steps_have_an_owner,
    things_have_a_basis,
)
from kechuang.engines.flow.proofs.visibility import (
    hidden_is_hidden,
    visibility_is_complete,
    visibility_is_settled,
    writers_see_what_they_write,
)

PROOFS: tuple[Proof, ...] = (
    names_are_known,
    values_fit,
    conditions_end,
    questions_are_in_order,
    states_are_reachable,
    states_have_a_way_out,
    ends_are_final,
    silence_ends,
    steps_have_an_owner,
    steps_have_a_deadline,
    clocks_have_an_end,
    things_have_a_basis,
    steps_do_not_clash,
    ends_of_clocks_are_answered,
    approvals_are_separate,
    options_are_settled,
    visibility_is_complete,
    hidden_is_hidden,
    writers_see_what_they_write,
    visibility_is_settled,
)
