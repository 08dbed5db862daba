/** Messages that ask for a person. */
export const asking: readonly string[] = `
I want to talk to a human
can i speak to a real person please
Connect me to an agent!
human
Human please
agent
real person, now
let me speak with your manager
I'd like to talk to someone
I need to speak to somebody about my order
please transfer me to customer service
put me through to a representative
I want a human, not a bot
get me a real person
is there a person I can talk to?
I don't want to talk to a bot
stop, I don't want to chat with this stupid robot
how do I reach a human being
Can I have a human please?
This needs a human.
can someone call me back
why can't I speak to a person?
escalate this to a supervisor
SPEAK TO AGENT
I wanna talk to a live agent
I'm asking for a manager
Is it possible to talk to a real human?
weiterleitung an einen mitarbeiter bitte
poproszę z konsultantem
quero atendimento humano
con un agente por favor
yetkili biriyle görüşmek istiyorum
Where is my parcel?? I have asked three times. Give me a human.
Ich möchte mit einem Menschen sprechen
kann ich bitte mit einem echten mitarbeiter reden
Verbinden Sie mich bitte mit einem Mitarbeiter
ich will einen menschen
Ich möchte jemanden sprechen
Mitarbeiter bitte
gibt es hier auch einen echten menschen?
leiten sie mich an einen kollegen weiter, ich will mit einem menschen über meine bestellung reden
ich will nicht mit einem roboter sprechen
Warum kann ich nicht mit einer Person sprechen?
ich brauche einen mitarbeiter
Kann mich bitte jemand anrufen?
Ich moechte mit dem Kundendienst telefonieren
verbinde mich mit dem support
Je veux parler à un humain
je voudrais parler à quelqu'un
Puis-je parler avec un conseiller, s'il vous plaît ?
passez-moi un conseiller
mettez moi en relation avec un agent
Je veux une vraie personne !
y a-t-il une personne à qui parler ? je veux parler à une vraie personne
un conseiller svp
J'en ai marre de parler à un robot, pas envie de parler à un robot
comment contacter le service client
quiero hablar con una persona
¿Puedo hablar con alguien?
páseme con un agente por favor
necesito un humano
comuníqueme con un asesor
no quiero hablar con un robot
Persona real por favor
¿hay alguna persona con la que pueda hablar?
Quisiera que me atienda una persona de verdad
voglio parlare con una persona
posso parlare con un operatore?
mi passi un operatore per favore
vorrei un operatore umano
non voglio parlare con un bot
operatore
Vorrei essere contattato da un consulente
C'è un operatore?
ik wil met een mens praten
kan ik een medewerker spreken?
Verbind me door met een medewerker
medewerker graag
ik heb een echt persoon nodig
mag ik met iemand van de klantenservice bellen
ik wil niet met een robot praten
Kan iemand mij bellen?
chcę rozmawiać z człowiekiem
Proszę o połączenie z konsultantem
czy mogę porozmawiać z kimś z obsługi
konsultant
nie chcę rozmawiać z botem
Potrzebuję konsultanta
Chciałabym porozmawiać z żywym człowiekiem
quero falar com uma pessoa
posso falar com um atendente?
preciso de um atendente humano
atendente
não quero falar com um robô
me transfere para um atendente, quero falar com alguém
queria falar com alguém do apoio ao cliente
bir insanla konuşmak istiyorum
müşteri temsilcisine bağlanmak istiyorum
Gerçek bir kişiyle görüşebilir miyim?
temsilci
canlı destek istiyorum
beni müşteri hizmetlerine bağlar mısınız
Botla konuşmak istemiyorum
`
  .trim()
  .split('\n');

/** Messages with the same words that ask for no person. */
export const notAsking: readonly string[] = `
is this person size M?
that was a human error
your agent told me it would be refunded
I already spoke to a human yesterday
A representative said the parcel left on Monday
the person at the door signed for it
I don't want to talk to a human, just cancel it
no need to talk to an agent, thanks
do you have human hair wigs
I want an agent discount
is there a personal pickup in Berlin
how many people fit in the tent
I need to talk to my husband first
I ordered for three people
Can I have the refund in person?
the courier never called me
who is the manager of the Berlin store?
customer service was great, thanks
I will speak to my bank
I had to talk to an agent at DHL and they lost it
the delivery person was rude
am I talking to a robot
could you call me a taxi
transfer this to my account
is there a person size chart
hay una persona con el mismo nombre
c'è una persona che ha ritirato il pacco
is er een medewerker geweest die het heeft aangenomen
Where is my order A-1001?
I want a refund
is anyone there
I need a gift for a person who likes tea
Your support page does not load
I want to become an agent for your brand
what does the staff discount cover
contact lenses
I want to return a shirt for a tall person
Ein Mitarbeiter hat mir gesagt, dass es morgen kommt
ich habe gestern mit einem mitarbeiter gesprochen
ist das für eine person geeignet
ich will nicht mit einem menschen sprechen, nur stornieren
mein chef hat die jacke bestellt
Das war menschliches Versagen
Ich muss erst mit meiner Frau sprechen
Die Kundendienst-Seite lädt nicht
Ich brauche einen Mitarbeiterrabatt-Code
jemand hat mein paket gestohlen
der Mensch vom Paketdienst war unfreundlich
Kann ich die Rechnung per E-Mail haben?
Un conseiller m'a dit que ce serait remboursé
J'ai parlé à un conseiller hier
c'est une erreur humaine
la personne qui a livré n'a pas sonné
pour combien de personnes est la tente
je ne veux pas parler à un conseiller, juste annuler
Je veux un remboursement
personne ne m'a répondu
quelqu'un a volé mon colis
un agente me dijo que llegaría hoy
he hablado con una persona de DHL
la talla es para una persona alta
no quiero hablar con una persona, solo cancelar
alguien robó mi paquete
¿el precio es por persona?
Quiero devolver los zapatos
fue un error humano
un operatore mi ha detto di aspettare
ho parlato con un operatore ieri
il prezzo è a persona?
errore umano
non voglio parlare con un operatore, solo annullare
qualcuno ha rubato il mio pacco
vorrei un rimborso
een medewerker zei dat het morgen komt
ik heb gisteren een medewerker gesproken
is dit voor één persoon
de mens van de bezorging was onbeleefd
ik wil mijn geld terug
iemand heeft mijn pakket gestolen
konsultant powiedział mi, że przyjdzie jutro
rozmawiałem z konsultantem wczoraj
ile osób mieści się w namiocie
nie chcę rozmawiać z konsultantem, tylko anulować
ktoś ukradł moją paczkę
um atendente me disse que chega amanhã
falei com uma pessoa ontem
qual é o preço por pessoa
não quero falar com um atendente, só cancelar
alguém roubou o meu pacote
temsilci bana yarın geleceğini söyledi
dün bir temsilciyle konuştum
çadır kaç kişilik
bir kişi için mi
bir insanla konuşmak istemiyorum, iptal edin
paramı geri istiyorum
`
  .trim()
  .split('\n');
