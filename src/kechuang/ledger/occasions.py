"""The head is published when money goes to the treasury: from then on the list stands outside."""

from kechuang.audit.occasions import publish_after

publish_after("approve_run")
