/** What customers write, as they write it: short, lower case, without accents, with numbers in between. */
export const chatMessages: Readonly<Record<string, readonly string[]>> = {
  en: [
    'where is my order A-1001? it was supposed to arrive yesterday',
    'Hi, I got the wrong size and would like to exchange it',
    'my parcel still has not arrived',
    'can i return shoes that i already wore once',
    'The zipper broke after two days. I want my money back.',
    'how long does shipping to Austria take?',
    'please change the delivery address for B-2210',
    'I was charged twice for the same order!!',
    'do you have this jacket in blue',
    'thats not what i asked',
    'The code SUMMER10 doesn’t work at checkout',
    'I need an invoice for my company please',
  ],
  de: [
    'wo ist meine bestellung A-1001? die sollte gestern kommen',
    'Hallo, ich habe die falsche Größe bekommen und möchte umtauschen',
    'mein paket ist immer noch nicht da',
    'kann ich schuhe zurückgeben die ich schon einmal getragen habe',
    'Der Reißverschluss ist nach zwei Tagen kaputt. Ich will mein Geld zurück.',
    'wie lange dauert der versand nach österreich?',
    'bitte die lieferadresse für B-2210 ändern',
    'Mir wurde derselbe Betrag zweimal abgebucht!!',
    'gibt es die jacke auch in blau',
    'das habe ich nicht gefragt',
    'Der Code SUMMER10 funktioniert an der Kasse nicht',
    'Ich brauche eine Rechnung für meine Firma',
  ],
  fr: [
    'où est ma commande A-1001 ? elle devait arriver hier',
    "Bonjour, j'ai reçu la mauvaise taille et je voudrais l'échanger",
    "mon colis n'est toujours pas arrivé",
    'est ce que je peux retourner des chaussures deja portées',
    'La fermeture a cassé après deux jours. Je veux être remboursé.',
    'combien de temps prend la livraison en Belgique ?',
    "merci de changer l'adresse de livraison pour B-2210",
    "J'ai été débité deux fois pour la même commande !!",
    'vous avez cette veste en bleu ?',
    "ce n'est pas ce que j'ai demandé",
    'Le code SUMMER10 ne marche pas au moment de payer',
    "J'ai besoin d'une facture pour mon entreprise",
  ],
  es: [
    '¿dónde está mi pedido A-1001? tenía que llegar ayer',
    'Hola, me ha llegado la talla equivocada y quiero cambiarla',
    'mi paquete todavia no ha llegado',
    'puedo devolver unos zapatos que ya he usado una vez',
    'La cremallera se rompió a los dos días. Quiero que me devuelvan el dinero.',
    '¿cuánto tarda el envío a Portugal?',
    'por favor cambien la dirección de entrega del B-2210',
    '¡Me han cobrado dos veces el mismo pedido!',
    'tienen esta chaqueta en azul?',
    'eso no es lo que he preguntado',
    'El código SUMMER10 no funciona al pagar',
    'Necesito una factura para mi empresa',
  ],
  it: [
    "dov'è il mio ordine A-1001? doveva arrivare ieri",
    'Ciao, ho ricevuto la taglia sbagliata e vorrei cambiarla',
    'il mio pacco non è ancora arrivato',
    'posso restituire delle scarpe che ho già usato una volta',
    'La cerniera si è rotta dopo due giorni. Voglio il rimborso.',
    'quanto ci vuole per la spedizione in Svizzera?',
    "per favore cambiate l'indirizzo di consegna per B-2210",
    'Mi avete addebitato due volte lo stesso ordine!!',
    'avete questa giacca in blu?',
    'non è quello che ho chiesto',
    'Il codice SUMMER10 non funziona alla cassa',
    'Ho bisogno di una fattura per la mia azienda',
  ],
  nl: [
    'waar is mijn bestelling A-1001? die zou gisteren komen',
    'Hallo, ik heb de verkeerde maat gekregen en wil graag ruilen',
    'mijn pakketje is nog steeds niet aangekomen',
    'kan ik schoenen terugsturen die ik al een keer gedragen heb',
    'De rits is na twee dagen kapot gegaan. Ik wil mijn geld terug.',
    'hoe lang duurt de verzending naar België?',
    'graag het bezorgadres van B-2210 wijzigen',
    'Er is twee keer betaald voor dezelfde bestelling!!',
    'hebben jullie deze jas ook in het blauw',
    'dat is niet wat ik vroeg',
    'De code SUMMER10 werkt niet bij het afrekenen',
    'Ik heb een factuur nodig voor mijn bedrijf',
  ],
  pl: [
    'gdzie jest moje zamówienie A-1001? miało przyjść wczoraj',
    'Dzień dobry, dostałam zły rozmiar i chciałabym wymienić',
    'moja paczka jeszcze nie doszla',
    'czy mogę zwrócić buty które już raz miałem na nogach',
    'Zamek zepsuł się po dwóch dniach. Chcę zwrot pieniędzy.',
    'ile trwa wysyłka do Niemiec?',
    'proszę zmienić adres dostawy dla B-2210',
    'Pobrano mi dwa razy pieniądze za to samo zamówienie!!',
    'macie tę kurtkę w kolorze niebieskim',
    'nie o to pytałem',
    'Kod SUMMER10 nie działa przy płatności',
    'Potrzebuję faktury na firmę',
  ],
  pt: [
    'onde está a minha encomenda A-1001? devia ter chegado ontem',
    'Olá, recebi o tamanho errado e queria trocar',
    'o meu pacote ainda não chegou',
    'posso devolver sapatos que já usei uma vez',
    'O fecho partiu-se ao fim de dois dias. Quero o meu dinheiro de volta.',
    'quanto tempo demora o envio para Espanha?',
    'por favor alterem a morada de entrega do B-2210',
    'Fui cobrado duas vezes pelo mesmo pedido!!',
    'vocês têm essa jaqueta em azul?',
    'não foi isso que eu perguntei',
    'O código SUMMER10 não funciona na hora de pagar',
    'Preciso de uma fatura para a minha empresa',
  ],
  tr: [
    'siparişim nerede A-1001? dün gelmesi gerekiyordu',
    'Merhaba, yanlış beden geldi, değiştirmek istiyorum',
    'kargom hala gelmedi ne zaman gelecek',
    'bir kere giydiğim ayakkabıyı iade edebilir miyim',
    'Fermuar iki gün sonra bozuldu. Paramı geri istiyorum.',
    'Almanya’ya kargo ne kadar sürüyor?',
    'B-2210 için teslimat adresini değiştirir misiniz',
    'Aynı sipariş için iki kez para çekildi!!',
    'bu ceketin mavisi var mı',
    'ben bunu sormadım',
    'SUMMER10 kodu ödeme sırasında çalışmıyor',
    'Şirketim için fatura lazım',
  ],
};

/** Too little to tell a language by, whatever it looks like. */
export const tooShort: readonly string[] = `
ok | OK! | A-1001 | danke | hi | Hallo | hello | merci | Merci ! | ciao | no | non | si | sí | ja |
nein | yes | yep | thx | thanks | thank you | gracias | grazie mille | obrigado | dank je | dziękuję |
teşekkürler | tak | evet | super | perfect | parfait | 👍 | 😡😡😡 | ? | ... | 12345 | XS | M / blau |
size 38 | nike air max 90 | adidas | PayPal | DHL | info@example.com | Jan Kowalski |
https://shop.example.com/de/bestellung/123 | A-1001, B-2210 | Berlin | rue de la Paix 12 |
iPhone 15 Pro Max | in L | de nada | no problem | por favor | bitte | a | 1 | John | asap |
tracking? | refund
`
  .split('|')
  .map((text) => text.trim());

/** One sentence each of languages that fewer customers write in. */
export const otherLanguages: readonly (readonly [language: string, text: string])[] = [
  ['ru', 'где мой заказ, он должен был прийти вчера'],
  ['uk', 'де моє замовлення, воно мало прийти вчора, я дуже чекаю'],
  ['cs', 'kde je moje objednávka, měla přijít včera'],
  ['sv', 'var är min beställning, den skulle komma igår'],
  ['ro', 'unde este comanda mea, trebuia să ajungă ieri'],
  ['hu', 'hol van a rendelésem, tegnap kellett volna megérkeznie'],
  ['el', 'πού είναι η παραγγελία μου, έπρεπε να έρθει χθες'],
  ['ja', '注文した商品はどこですか。昨日届くはずでした'],
  ['zh', '我的订单在哪里？应该昨天到的'],
  ['ko', '제 주문은 어디에 있나요? 어제 도착했어야 했어요'],
  ['ar', 'أين طلبي؟ كان من المفترض أن يصل أمس'],
];

/** Names, products and addresses: longer, and still in no language. */
export const names: readonly string[] = `
Calvin Klein Slim Fit Jeans | Tommy Hilfiger Damen Jacke Größe M |
Maria Fernández García, Calle Mayor 12, Madrid | Müller GmbH & Co. KG, Hauptstraße 5, 10115 Berlin |
Nike Air Max 90 White/Black | Order A-1001 / B-2210 / C-3000 | The North Face Nuptse |
Jean-Pierre Dupont | anna.nowak@example.pl | Guess | New Balance 574
`
  .split('|')
  .map((text) => text.trim());
