"""What other rooms may read of reports. Thin: the rules stand in the subject folders."""

from noddfa.refer.desk.arrivals import Arrival, arrivals_of, decision_on
from noddfa.refer.desk.places import desk_of, desks
from noddfa.refer.desk.queue import reports_of

__all__ = ["Arrival", "arrivals_of", "decision_on", "desk_of", "desks", "reports_of"]
