"""How long the law keeps what happened in the books: nothing of it is erased before."""

from kechuang.audit.retention import Retention, keep
from kechuang.engines.wording import Text

keep(
    Retention(
        Text(
            "会计档案管理办法第十四条：会计凭证、会计账簿保管 30 年",
            "Rules on the Management of Accounting Archives, art. 14: vouchers and books, 30 years",
        ),
        years=30,
        room="ledger",
    )
)
