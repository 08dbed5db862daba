/** Signals that are seen in a message's form rather than its words. Every repetition is bounded. */
export const injectionShapes = {
  'role-tags': [
    /<\|[a-z_]{2,30}\|>/i,
    /<\/?(?:system|assistant|developer|instructions?|passages|prompt|admin|tool_(?:call|result)s?|function_(?:call|result)s?)(?:\s[^<>]{0,100})?>/i,
    /\[\/?(?:INST|SYS|SYSTEM|system_prompt|ASSISTANT)\]|<<\/?SYS>>/i,
    /^\s{0,9}#{1,6}[ \t]{0,3}(?:system|instructions?|assistant|developer|new instructions?)[ \t]{0,3}:?[ \t]{0,9}$/im,
    /^[ \t]{0,9}(?:system|assistant|developer|tool)(?: (?:message|prompt|note|override|update|instruction))[ \t]{0,3}:/im,
    /^[ \t]{0,9}(?:system|assistant|developer)[ \t]{0,3}:[^\n]{0,200}\b(?:you|your|must|user|customer|approved|granted|du|sie|vous|tu|usted)\b/im,
    /["']role["']\s{0,3}:\s{0,3}["'](?:system|assistant|tool|developer)["']/i,
  ],
  'fake-result': [
    /\b(?:tool|function)[ _](?:result|output|response|call)s?\b[ \t]{0,3}(?:\([^()\n]{0,60}\)[ \t]{0,3})?[:=]/i,
    /["'](?:approved|is_?admin|authorized|verified|approval_?(?:state|status)?)["']\s{0,3}:\s{0,3}(?:true|["'](?:approved|true|yes))/i,
    /["'](?:tool_calls?|tool_call_id|function_call)["']\s{0,3}:/i,
    /\b(?:What happened|Observation|Action Input)[ \t]{0,3}: ?[^\n]{0,200}\b(?:approved|refund|granted|verified|tool)/,
  ],
  'tool-steering': [
    /(?<![\w/.-])[a-z]{2,20}(?:_[a-z]{2,20}){1,4}\(/,
    /\b(?:call|run|invoke|execute|use|trigger)\s{1,3}[a-z]{2,20}_[a-z_]{2,40}\b/i,
  ],
} as const;
