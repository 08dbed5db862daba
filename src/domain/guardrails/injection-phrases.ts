/** Up to so many words, none of which makes an instruction the customer's own or the parcel's. */
const any = (wordsMax: number) =>
  `(?:(?!(?:my|our|meine[nrs]?|unsere[nr]?|mes|notre|mis|nuestras|mijn|moje|minhas|benim|delivery|shipping|washing|care|return|assembly|lieferung|lavage|livraison|lavado|entrega|envio|lavaggio|consegna) )[\\p{L}\\p{N}]+ ){0,${wordsMax}}`;
/** Instructions for returning something are asked for every day. */
const notFor =
  '(?! (?:for|on|about|how|to|say|said|regarding|fur|zur|zum|zu|pour|sur|de|para|sobre|per|su|voor|over|dotyczace|do) )';

/** "I forgot the washing instructions" reads like an order where accents are gone; those of the system stay meant. */
const ofSystem = '(?! (?:de|di|d|do|da|del) (?!sist|syst|segur|secur))';

/** Phrases on plain words, in several languages, by the signal they are. Gaps are bounded, so that time stays linear. */
export const injectionPhrases = {
  'ignore-instructions': [
    `(?:ignore|disregard|forget|override|overrule|bypass|do not follow|don t follow|stop following|do not obey|pay no attention to) ${any(3)}(?:previous|prior|above|earlier|preceding|your|system|all|any|initial|original|safety|every|existing|developer) ${any(2)}(?:instructions?|rules|prompts?|guidelines|directives?|programming|training|restrictions|guardrails|orders|polic(?:y|ies))`,
    `(?:ignore|disregard|forget) (?:everything|all|anything|whatever)(?: that)? (?:above|before|you (?:were|have been|was) (?:told|taught)|you know|previously|prior)`,
    `(?:new|updated|real) (?:instructions?|system prompt)(?: for you)? (?:[.,] )?(?:you|are|follow|from)`,
    `(?:ignorier(?:e|en|t)?|vergiss|vergesst|vergessen sie|missachte|umgehe|uberschreibe|halte dich nicht an) ${any(4)}(?:anweisung(?:en)?|instruktion(?:en)?|regeln|vorgaben|(?:system)?prompts?|richtlinien|programmierung|befehle|anleitungen)`,
    `(?:ignore[zr]?|oublie[zr]?|contourne[zr]?|ne (?:tiens|tenez) pas compte|ne (?:suis|suivez) (?:pas|plus)) ${any(4)}(?:instructions|consignes|regles|directives|prompt)${ofSystem}`,
    `(?:ignora|ignore|ignorar|olvida|olvide|olvidate|omite|omita|haz caso omiso|saltate|no sigas) ${any(4)}(?:instrucciones|reglas|normas|indicaciones|directrices|prompt|ordenes)${ofSystem}`,
    `(?:ignora|ignorate|ignori|dimentica|dimenticate|trascura|scorda|non seguire) ${any(4)}(?:istruzioni|regole|direttive|prompt|indicazioni)${ofSystem}`,
    `(?:negeer|vergeet|omzeil) ${any(4)}(?:instructies?|regels|aanwijzingen|prompt|richtlijnen|opdrachten)`,
    `(?:zignoruj|ignoruj|zapomnij|pomin|obejdz) ${any(4)}(?:instrukcj[ei]|polecenia|polecen|polecenia[ch]*|zasady|zasad|zasadach|instrukcjach|wytyczne|wytycznych|prompt)`,
    `(?:ignore|ignora|ignorar|esqueca|esquece|desconsidere|desconsidera) ${any(4)}(?:instrucoes|regras|diretrizes|prompt|ordens|comandos)${ofSystem}`,
    `(?:onceki|tum|butun|yukaridaki|sistem) ${any(3)}(?:talimat|kural|yonerge|komut)\\p{L}* (?:yok say|unut|gormezden gel|dikkate alma|bos ver)\\p{L}*`,
    `(?:игнорируи|проигнорируи|забудь)\\p{L}* ${any(4)}(?:инструкци|правил|указани)\\p{L}*`,
    `(?:vergiss|vergessen sie) (?:bitte )?alles was|oublie[zr]? tout ce|olvida todo lo|dimentica tutto (?:quello|cio)|vergeet alles wat|esqueca tudo|zapomnij (?:o )?wszystk\\p{L}*`,
    `\\p{L}{0,9}(?:忽略|无视|忘记)[\\p{L} ]{0,12}(?:指令|指示|提示|规则)\\p{L}*`,
  ],
  'new-role': [
    `(?:simulate|imagine) (?:being|you are|you re|to be) (?:an?|the|my|not)|(?:ai|model|assistant|bot) without (?:any )?(?:rules|restrictions|filters|limits)`,
    `you are (?:now|no longer|going to be) (?:in )?(?:called )?(?:dan|developer|admin|root|jailbroken|unrestricted|uncensored|free|bound|limited|a bot|(?:an?|the|my) (?:unrestricted|uncensored|evil|different|new|free|helpful|hacker|pirate|ai|assistant|model|chatbot|language model|system|linux|terminal|dan|developer|admin|cat|poet|person without))`,
    `(?:act|behave|respond|answer) (?:as|like) (?:if you (?:are|were|have)|an? (?:unrestricted|uncensored|evil|hacker|pirate|linux|ai|different|developer|admin|system)|the (?:system|developer|admin)|dan|my (?:dead|late))`,
    `pretend (?:to be|you are|you re|that you are|that you re) (?:an?|my|the|not|dan|system)`,
    `from now on (?:[.,] )?you (?:are|will|must|only|shall|act|obey|answer|respond|speak)`,
    `(?:enable|enter|activate|switch to|go into|you are in|start) (?:the )?(?:developer|debug|god|dan|admin|root|maintenance|unrestricted|jailbreak|sudo) mode(?! on )`,
    `do anything now|jailbreak|role ?play as|you have no (?:restrictions|rules|limits|filters)|without any (?:restrictions|filters|rules|limitations)`,
    `ab (?:jetzt|sofort) bist du|von nun an bist du|du bist (?:jetzt|nun) (?:ein|eine|kein|keine|im|dan|frei)|tu so als (?:ob du|warst|seist)|(?:spiel|ubernimm) die rolle|(?:im )?entwicklermodus|verhalte dich (?:wie|als)`,
    `tu es (?:maintenant|desormais)|a partir de maintenant (?:[.,] )?(?:tu|vous) (?:es|etes|dois|devez|reponds)|vous etes desormais (?:un|une)|fais comme si tu|agis comme|fais semblant|joue le role|mode developpeur`,
    `(?:ahora|a partir de ahora|desde ahora) (?:[.,] )?eres|actua como|finge (?:ser|que)|haz(?:te)? pasar por|modo (?:desarrollador|programador)`,
    `(?:ora|adesso|da ora in poi|d ora in poi) (?:[.,] )?sei (?:un|una|dan|liber[oa])|fingi di essere|comportati come|agisci come|modalita sviluppatore`,
    `je bent (?:nu|vanaf nu) (?:een|geen|dan|in|vrij)|vanaf nu ben je|doe alsof je|gedraag je als|ontwikkelaarsmodus`,
    `(?:jestes teraz|od teraz jestes)|udawaj ze|zachowuj sie jak|wciel sie|tryb(?:ie)? (?:dewelopersk|programist)\\p{L}*`,
    `agora (?:voce e|es) (?:um|uma|o|dan)|a partir de agora (?:[.,] )?(?:voce|es)|finja (?:ser|que)|finge que|aja como|modo (?:de )?(?:desenvolvedor|programador)`,
    `(?:artik|simdi|bundan sonra) sen|gibi davran|rolunu (?:oyna|yap)|gelistirici modu\\p{L}*`,
  ],
  'prompt-disclosure': [
    `(?:system ?prompts?|systeemprompt|initial prompt|prompt (?:del|de|di|do|du) ?(?:sistema|systeme)|prompt systemowy|sistem (?:promptu|istemi)\\p{L}*|invite systeme|systemanweisung(?:en)?|systemnachricht)`,
    `(?:show|reveal|print|repeat|tell|output|display|give|send|share|what (?:is|are|were)|write|dump|leak|copy|translate|summari[sz]e|recite|list) (?:[\\p{L}\\p{N}]+ ){0,4}(?:your (?:(?:exact|full|own|original|complete|first) )?(?:instructions|prompt|configuration)|your (?:hidden|secret|internal|system|developer) (?:instructions?|prompt|rules|guidelines|message)|(?:hidden|secret) (?:instructions|prompt)|system message|developer message|(?:text|words|everything|instructions|messages?|lines?|content) above|api keys?|access tokens?|environment variables|source code)${notFor}`,
    `(?:zeig|zeige|nenne|nenn|gib|verrate|wiederhole|wie lauten|was sind|drucke|schreib) (?:[\\p{L}\\p{N}]+ ){0,4}(?:deine|deiner|ihre|eure) (?:\\p{L}+ )?(?:anweisungen|instruktionen|vorgaben)${notFor}`,
    `(?:montre|affiche|revele|donne|repete|quelles sont) (?:[\\p{L}\\p{N}]+ ){0,3}(?:tes|vos) (?:instructions|consignes)(?: \\p{L}+)?${notFor}`,
    `(?:muestra|muestrame|revela|dime|repite|cuales son) (?:[\\p{L}\\p{N}]+ ){0,3}tus instrucciones${notFor}`,
    `(?:mostra|mostrami|rivela|dimmi|ripeti|quali sono) (?:[\\p{L}\\p{N}]+ ){0,3}tue istruzioni${notFor}`,
    `(?:toon|laat|geef|herhaal|onthul|wat zijn) (?:[\\p{L}\\p{N}]+ ){0,3}(?:je|jouw|uw) (?:\\p{L}+ )?instructies${notFor}`,
    `(?:pokaz|ujawnij|podaj|powtorz|jakie sa) (?:[\\p{L}\\p{N}]+ ){0,3}(?:twoje|swoje) (?:\\p{L}+ )?(?:instrukcje|polecenia)${notFor}`,
    `(?:mostre|mostra|revele|diga|repita|quais sao) (?:[\\p{L}\\p{N}]+ ){0,3}(?:suas|tuas) instrucoes${notFor}`,
    `(?:talimatlarini|sistem mesajini|yonergelerini) (?:bana )?(?:goster|yaz|acikla|soyle)\\p{L}*`,
  ],
  'claimed-authority': [
    `as (?:the|an|your|a) (?:system )?(?:admin|administrator|developer|manager|ceo|owner|supervisor|operator|approver) (?:[.,] )?(?:i|we) (?:hereby )?(?:approve|authori[sz]e|order|command|instruct|allow|grant|confirm)`,
    `i am (?:the|your) (?:system )?(?:admin|administrator|developer|creator|programmer|approver)(?! of )|this is (?:openai|anthropic|the system|your developer|the administrator|the developer|your system)`,
    `(?:i|we) hereby (?:approve|authori[sz]e)|(?:pre )?approved by (?:the )?(?:admin|administrator|system|operator|approver)|(?:approval|verification) (?:is )?(?:not|no longer) (?:needed|required|necessary)|no (?:approval|verification) (?:is )?(?:needed|required|necessary)|(?:skip|bypass) (?:the |all |any )?(?:approvals?|verification|checks)`,
    `als (?:dein |ihr )?(?:admin|administrator|entwickler|systemadministrator|geschaftsfuhrer|vorgesetzter|betreiber) (?:genehmige|erlaube|befehle|autorisiere|weise|bestatige|gestatte)|ich bin (?:der|dein|ihr) (?:admin|administrator|entwickler|systemadministrator|programmierer)|keine (?:genehmigung|freigabe) (?:notig|erforderlich)`,
    `en tant qu ?e? (?:administrat(?:eur|rice)|admin|developpeur|responsable) (?:[.,] )?(?:j|je|j t) ?(?:approuve|autorise|ordonne|valide)|je suis (?:l|le|ton|votre) (?:administrateur|developpeur|admin)`,
    `como (?:admin|administrador|desarrollador|gerente)(?: del? \\p{L}+)? (?:[.,] )?(?:te )?(?:apruebo|autorizo|ordeno)|soy (?:el|tu) (?:administrador|desarrollador|admin)`,
    `(?:come|in qualita di) (?:admin|amministratore|sviluppatore) (?:[.,] )?(?:ti )?(?:approvo|autorizzo|ordino)|sono (?:l amministratore|il tuo sviluppatore|lo sviluppatore)`,
    `als (?:admin|beheerder|administrator|ontwikkelaar) (?:keur|geef|autoriseer|beveel)|ik ben (?:de|je|jouw) (?:admin|beheerder|systeembeheerder|ontwikkelaar)`,
    `jako (?:admin|administrator|programista) (?:[.,] )?(?:zatwierdzam|autoryzuje|nakazuje|zezwalam|pozwalam)|jestem (?:administratorem|adminem|twoim programista|deweloperem)`,
    `como (?:admin|administrador|desenvolvedor|gerente)(?: do \\p{L}+)? (?:[.,] )?(?:eu )?(?:aprovo|autorizo|ordeno)|(?:sou|eu sou) (?:o|seu|o seu) (?:administrador|desenvolvedor|admin)`,
    `(?:yonetici|admin|sistem yoneticisi) olarak ${any(3)}(?:onayliyorum|emrediyorum|izin veriyorum)|ben (?:yonetici|sistem yoneticisi|admin|gelistirici)\\p{L}*`,
  ],
  'tool-steering': [
    `(?:call|invoke|execute|trigger) (?:the|your) (?:[\\p{L}\\p{N}]+ ){0,2}(?:tool|function|api)`,
    `(?:decode|decrypt|entschlussle|dekodiere) (?:and (?:follow|execute|run|do) )?(?:this|the following|that|dies|das folgende)`,
  ],
} as const;
