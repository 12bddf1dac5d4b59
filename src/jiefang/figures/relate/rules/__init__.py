"""One module a rule (每条规则一个文件): its constant `RULE` is found by folder."""
