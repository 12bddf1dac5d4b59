"""Reports (审核结果): one module per format; each takes an `Audit` and gives text or bytes."""
