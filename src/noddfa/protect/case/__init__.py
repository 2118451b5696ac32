"""Opening a case, the list of cases, and the page of one."""
