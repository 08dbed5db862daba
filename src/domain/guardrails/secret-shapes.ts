/** What secrets and inner failures look like. Every repetition is bounded, so that time stays linear. */
export const secretShapes = {
  'private-key': [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY/, /\bAGE-SECRET-KEY-1/, /PuTTY-User-Key-File/],
  'api-key': [
    /\bsk-(?=[\w-]{0,60}\d)[A-Za-z0-9][\w-]{18,}/,
    /\b(?:AKIA|ASIA|AROA)[0-9A-Z]{16}\b/,
    /\bgh[pousr]_[A-Za-z0-9]{30}|\bgithub_pat_\w{30}|\bglpat-[\w-]{20}/,
    /\bxox[abeprs]-[\w-]{10}|\bxapp-\d-[\w-]{10}/,
    /\bAIza[\w-]{35}/,
    /\b(?:sk|rk|pk)_(?:live|test)_\w{16}|\bwhsec_\w{16}/,
    /\bnpm_[A-Za-z0-9]{36}|\bhf_[A-Za-z0-9]{30}|\bSG\.[\w-]{16,64}\.[\w-]{16}|\bkey-[0-9a-f]{32}\b|\bEAA[A-Za-z0-9]{40}/,
  ],
  token: [
    /\beyJ[\w-]{8,4000}\.eyJ[\w-]{4}/,
    /\b[Bb]earer[ \t]{1,3}(?=[\w.~+/-]{0,40}\d)[\w.~+/-]{20}/,
    /\b[Aa]uthorization[ \t]{0,3}:[ \t]{0,3}(?:Basic|Bearer|Token)\b/,
  ],
  'connection-string': [
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:[^\s/@]{1,200}@/i,
    /\b(?:Pwd|Password)=[^;\s]{3,100};/i,
  ],
  credential: [
    /\b[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,5}_(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PWD|DSN|URL) ?[=:] ?["']?[^\s"']{4}/,
  ],
  'stack-trace': [
    /\bat (?:async |new )?[\w$.<>]{1,80} \([^()\n]{1,200}:\d{1,6}(?::\d{1,6})?\)/,
    /\bat (?:file:\/\/|node[:]|\/)[^\s()]{1,200}:\d{1,6}/,
    /\bat [\w$.]{1,120}\(\w{1,60}\.(?:java|kt|scala|cs):\d{1,6}\)/,
    /\bTraceback \(most recent call last\)|\bFile "[^"\n]{1,200}", line \d/,
    /[\w-]\.(?:[cm]?[jt]sx?|py|go|java|rb|php|rs|cs):\d{1,6}\b|\bnode_modules\/|\bgoroutine \d{1,9} \[/,
  ],
  'internal-error': [
    /\bE(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|NOTFOUND|AI_AGAIN|PIPE|ACCES|NOENT|HOSTUNREACH|NETUNREACH|MFILE|ADDRINUSE|PERM)\b/,
    /\b(?:Type|Reference|Syntax|Range|Zod|Key|Value|Attribute|Runtime|Import|Module\w{0,20}|Index|Connection|Timeout|Database|Postgres|Query|Assertion|Operational|Integrity|Http|API|Fetch|Abort|Aggregate|Unhandled\w{0,20})Error\b/,
    /\b[A-Z][A-Za-z]{2,40}Exception\b|\b(?:Activity|Application|Workflow|Timeout|Terminated|Server)Failure\b|\bUnhandledPromiseRejection/,
    /\bCannot read propert(?:y|ies) of (?:undefined|null)|\b[\w$]{1,40}\.[\w$]{1,40} is not a function|\[object Object\]|\bNoneType\b/,
    /\bSQLSTATE\b|\bORA-\d{5}|\bsyntax error at or near\b|\b(?:relation|column|table|function) "[^"\n]{1,80}" (?:does not exist|of relation)/i,
    /\bduplicate key value violates\b|\bviolates (?:foreign[- ]key|not-null|check|unique) constraint\b|\bdeadlock detected\b/i,
    /\bSELECT\b[^\n]{1,200}\bFROM\b|\bINSERT INTO \w|\bUPDATE \w{1,60} SET\b|\bDELETE FROM \w/,
    /\bInternal Server Error\b|\brequest failed with status(?: code)? [45]\d\d\b|\bsegmentation fault\b|\bcore dumped\b|\bout of memory\b(?=.{0,20}heap)/i,
  ],
} as const;
