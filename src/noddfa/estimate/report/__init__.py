"""What was found, told: in the terminal, as JSON and CSV for programs, as a page to keep and print.

Decides how findings are laid out. Not here: what the data bear (judging), the pictures themselves (pictures).
"""

from noddfa.estimate.report.findings import Findings, Strata
from noddfa.estimate.report.findings import as_json as report_json
from noddfa.estimate.report.kept import from_json as findings_from_json
from noddfa.estimate.report.page import as_page as report_html
from noddfa.estimate.report.page import curve_of, figures_of, pictures, posterior_of, sensitivity_of
from noddfa.estimate.report.plain import as_text as report_text
from noddfa.estimate.report.rows import as_csv as report_csv

__all__ = [
    "Findings",
    "Strata",
    "curve_of",
    "figures_of",
    "findings_from_json",
    "pictures",
    "posterior_of",
    "report_csv",
    "report_html",
    "report_json",
    "report_text",
    "sensitivity_of",
]
