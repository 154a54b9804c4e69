"""Claims on pro rata lines; what was signed, settled or allotted is not signed again."""

import django.db.models.deletion
from django.db import migrations, models

from kechuang.ledger.guards import changed, freeze, freeze_more, moves, refuse_when

MORE = {
    "ledger_budgetline": ("id", "appropriation_id", "scheme_id", "account_id", "distribution"),
    "ledger_grant": (
        "id", "number", "scheme_id", "party_id", "district", "title", "ground", "ground_key",
        "period_from", "period_to", "mode", "total_fen", "decision", "rule_pack", "rule_digest",
        "rule_clause", "entitlement_id", "granted_on",
    ),
    "ledger_fundshare": (
        "id", "grant_id", "position", "source", "line_id", "weight", "amount_fen",
        "obligation_id", "payable_id", "paid_id",
    ),
    "ledger_trancheshare": ("id", "tranche_id", "share_id", "amount_fen", "accepted_id"),
    "ledger_payeeaccount": (
        "id", "party_id", "holder", "bank", "number", "submitted_by_id", "submitted_by_name",
        "submitted_at",
    ),
    "ledger_paymentitem": (
        "id", "run_id", "number", "part_id", "amount_fen", "holder", "bank", "account_number",
    ),
    "ledger_clawback": (
        "id", "share_id", "amount_fen", "reason", "decision", "decided_on", "recoverable_id",
        "recovered_id",
    ),
}
FROZEN = {
    "ledger_tranche": (
        "id", "grant_id", "position", "title", "condition", "due_on", "amount_fen",
    ),
    "ledger_paymentrun": (
        "id", "number", "book_id", "request_id", "drafted_by_id", "drafted_by_name", "drafted_at",
        "list_digest",
    ),
    "ledger_claimround": (
        "id", "request_id", "line_id", "title", "closes_on", "period_from", "period_to", "mode",
        "condition", "opened_by_id", "opened_by_name", "opened_at",
    ),
    "ledger_claim": (
        "id", "request_id", "round_id", "position", "party_id", "title", "ground_kind",
        "ground", "ground_key",
        "claimed_fen", "counted_fen", "origin", "filed_by_id", "filed_by_name", "filed_at",
    ),
}
ORDERED = """
EXISTS (SELECT 1 FROM ledger_paymentitem paid JOIN ledger_trancheshare part ON part.id = part_id
 WHERE part.tranche_id = OLD.id AND paid.state IN ('sent', 'paid'))
"""
ENDED_ROUND = """
EXISTS (SELECT 1 FROM ledger_claimround ended
 WHERE ended.id = NEW.round_id AND ended.state <> 'open')
"""
FIRST_COME_OF_A_SHARED_LINE = """
NOT NEW.is_red AND (NEW.kind = 'obligate' OR (NEW.kind = 'reserve' AND NEW.phase = 'pending'))
AND EXISTS (SELECT 1 FROM ledger_budgetline line
 WHERE line.account_id = NEW.debit_id AND line.distribution = 'pro_rata')
AND NOT EXISTS (SELECT 1 FROM ledger_voucher
 WHERE ledger_voucher.id = NEW.voucher_id AND command = 'allot_claims')
"""


def guard(apps, editor):
    for table, columns in MORE.items():
        freeze_more(editor, table, columns)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    _guard_tranches(editor)
    _guard_signatures(editor)
    _guard_payments(editor)
    _guard_rounds(editor)


def _guard_tranches(editor):
    """Accepted or released, not both; again only after it was reversed, never once ordered."""
    accepted = changed(editor, "accepted_on", "acceptance")
    refuse_when(
        editor, table="ledger_tranche", name="ledger_tranche_ends", event="UPDATE",
        condition="(NEW.accepted_on IS NULL) <> (NEW.acceptance = '')"
        " OR (NEW.accepted_on IS NOT NULL AND NEW.released_on IS NOT NULL)"
        f" OR (OLD.accepted_on IS NOT NULL AND NEW.accepted_on IS NOT NULL AND {accepted})"
        " OR (OLD.released_on IS NOT NULL AND NEW.released_on IS NOT NULL"
        f" AND {changed(editor, 'released_on')})"
        f" OR (OLD.accepted_on IS NOT NULL AND {accepted} AND {ORDERED})",
        message="ledger_tranche: its acceptance or release stands",
    )


def _guard_signatures(editor):
    lawful = moves(
        ("drafted", "checked"), ("drafted", "withdrawn"), ("checked", "sent"),
        ("checked", "withdrawn"), ("sent", "settled"),
    )
    checked = changed(editor, "checked_by_id", "checked_by_name", "checked_at")
    approved = changed(editor, "approved_by_id", "approved_by_name", "approved_at")
    refuse_when(
        editor, table="ledger_paymentrun", name="ledger_paymentrun_signed_once", event="UPDATE",
        condition=f"(NEW.state <> OLD.state AND NOT {lawful})"
        f" OR ({checked} AND NOT {moves(('drafted', 'checked'))})"
        f" OR ({approved} AND NOT {moves(('checked', 'sent'))})",
        message="ledger_paymentrun: its signatures stand",
    )
    refuse_when(
        editor, table="ledger_payeeaccount", name="ledger_payeeaccount_confirmed_once",
        event="UPDATE",
        condition="OLD.confirmed_at IS NOT NULL AND "
        + changed(editor, "confirmed_by_id", "confirmed_by_name", "confirmed_at"),
        message="ledger_payeeaccount: its confirmation stands",
    )


def _guard_payments(editor):
    lawful = moves(
        ("drafted", "sent"), ("drafted", "withdrawn"), ("sent", "paid"), ("sent", "refused")
    )
    answered = moves(("sent", "paid"), ("sent", "refused"))
    refuse_when(
        editor, table="ledger_paymentitem", name="ledger_paymentitem_answered_once",
        event="UPDATE",
        condition=f"(NEW.state <> OLD.state AND NOT {lawful})"
        f" OR ({changed(editor, 'pending_id')} AND NOT {moves(('drafted', 'sent'))})"
        f" OR ({changed(editor, 'paid_fen', 'paid_on')} AND NOT {answered})",
        message="ledger_paymentitem: its payment stands",
    )


def _guard_rounds(editor):
    refuse_when(
        editor, table="ledger_claimround", name="ledger_claimround_ends_once", event="UPDATE",
        condition="OLD.state <> 'open'", message="ledger_claimround: it ended before",
    )
    for event, condition in (
        ("INSERT", ENDED_ROUND),
        ("UPDATE", f"OLD.withdrawn_at IS NOT NULL OR OLD.given_fen IS NOT NULL OR {ENDED_ROUND}"),
    ):
        refuse_when(
            editor, table="ledger_claim", name=f"ledger_claim_stands_{event.lower()}",
            event=event, condition=condition, message="ledger_claim: its round is over",
        )
    refuse_when(
        editor, table="ledger_transfer", name="ledger_transfer_shared_line", event="INSERT",
        condition=FIRST_COME_OF_A_SHARED_LINE,
        message="ledger_transfer: the line is given out pro rata",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_bank_statements'),
        ('parties', '0003_records'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.UUIDField(unique=True, verbose_name='请求编号')),
                ('title', models.CharField(max_length=200, verbose_name='轮次名称')),
                ('closes_on', models.DateField(verbose_name='申报截止日')),
                ('period_from', models.DateField(verbose_name='期间自')),
                ('period_to', models.DateField(verbose_name='期间至')),
                ('mode', models.CharField(choices=[('front', '前补助'), ('after', '后补助')], max_length=10, verbose_name='方式')),
                ('condition', models.CharField(choices=[('contract', '合同签订'), ('milestone', '里程碑验收'), ('completion', '结题验收')], max_length=20, verbose_name='拨付条件')),
                ('state', models.CharField(choices=[('open', '申报中'), ('allotted', '已分配'), ('withdrawn', '已撤回')], default='open', max_length=12, verbose_name='状态')),
                ('opened_by_id', models.BigIntegerField(null=True)),
                ('opened_by_name', models.CharField(max_length=200, verbose_name='开设人')),
                ('opened_at', models.DateTimeField(verbose_name='开设时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='撤回原因')),
                ('budget_fen', models.BigIntegerField(blank=True, null=True, verbose_name='可分金额（分）')),
                ('counted_fen', models.BigIntegerField(blank=True, null=True, verbose_name='核定合计（分）')),
                ('allotment_id', models.UUIDField(blank=True, null=True, unique=True, verbose_name='分配请求编号')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='ledger.budgetline', verbose_name='预算项目')),
            ],
            options={
                'ordering': ['-opened_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request_id', models.UUIDField(unique=True, verbose_name='请求编号')),
                ('position', models.PositiveIntegerField(verbose_name='次序')),
                ('title', models.CharField(max_length=200, verbose_name='项目名称')),
                ('ground_kind', models.CharField(choices=[('project', '项目'), ('invoice', '发票'), ('contract', '合同'), ('fact', '认定或事项'), ('patent', '专利'), ('booking', '仪器预约'), ('other', '其他事由')], max_length=12, verbose_name='事由类别')),
                ('ground', models.CharField(max_length=120, verbose_name='编号或名称')),
                ('ground_key', models.CharField(max_length=200)),
                ('claimed_fen', models.BigIntegerField(verbose_name='申报金额（分）')),
                ('counted_fen', models.BigIntegerField(verbose_name='核定上限（分）')),
                ('origin', models.CharField(max_length=300, verbose_name='金额来源')),
                ('filed_by_id', models.BigIntegerField(null=True)),
                ('filed_by_name', models.CharField(max_length=200, verbose_name='登记人')),
                ('filed_at', models.DateTimeField(verbose_name='登记时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='撤回原因')),
                ('quotient_fen', models.BigIntegerField(blank=True, null=True, verbose_name='整分份额（分）')),
                ('remainder', models.BigIntegerField(blank=True, null=True, verbose_name='余数')),
                ('given_fen', models.BigIntegerField(blank=True, null=True, verbose_name='分得（分）')),
                ('grant', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claim', to='ledger.grant', verbose_name='立项')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='parties.party', verbose_name='申报单位')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='ledger.claimround', verbose_name='申报轮次')),
            ],
            options={
                'ordering': ['round', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='claimround',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('line',), name='round_one_open_per_line'),
        ),
        migrations.AddConstraint(
            model_name='claimround',
            constraint=models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='round_period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='claimround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'allotted'), _negated=True), models.Q(('allotment_id__isnull', False), ('budget_fen__isnull', False), ('counted_fen__isnull', False), ('ended_at__isnull', False)), _connector='OR'), name='round_allotted_with_its_working'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('round', 'position'), name='claim_position_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('round', 'party', 'ground_key'), name='claim_once_per_ground'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('counted_fen__gt', 0), ('counted_fen__lte', models.F('claimed_fen'))), name='claim_counted_within_claimed'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('given_fen__isnull', True), models.Q(('given_fen__gte', 0), ('given_fen__lte', models.F('counted_fen'))), _connector='OR'), name='claim_never_given_more'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
