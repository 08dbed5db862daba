import type { WrittenTexts } from '../chat-texts.ts';

const s = (units: number) => (units > 1 ? 's' : '');

/** The texts in French. */
export const french: WrittenTexts = {
  language: 'fr',
  title: 'Assistance',
  transcript: 'Conversation',
  welcome: 'Bonjour ! Comment pouvons-nous vous aider ?',
  earlier: 'Afficher les messages précédents',
  latest: 'Aller au dernier message',
  from: { customer: 'Vous', assistant: 'Assistant', operator: 'Service client' },
  by: { web: '', whatsapp: 'WhatsApp', email: 'E-mail' },
  writing: 'L’assistant est en train d’écrire …',
  status: {
    idle: '',
    working: 'L’assistant prépare votre réponse',
    waiting_approval: 'En attente de l’accord d’un membre de l’équipe',
    with_operator: 'Vous échangez avec un membre de l’équipe',
    closed: 'Cette conversation est terminée. Écrivez-nous pour la reprendre.',
  },
  connection: {
    connecting: 'Connexion …',
    open: '',
    reconnecting: 'Reconnexion …',
    offline: 'Vous êtes hors ligne. Vos messages partiront dès votre retour.',
    unavailable: 'Ce chat n’est pas disponible pour le moment.',
  },
  sources: 'Sources',
  opensElsewhere: '(s’ouvre dans un nouvel onglet)',
  sending: 'Envoi …',
  waiting: 'Pas encore envoyé. Nous réessayons.',
  refusal: {
    conflict: 'Ce message a déjà été envoyé avec un autre texte.',
    invalid: 'Ce message n’a pas pu être envoyé. Il est peut-être trop long ou vide.',
    forbidden: 'Ce message n’a pas pu être envoyé depuis cette page.',
    other: 'Ce message n’a pas pu être envoyé.',
  },
  edit: 'Modifier',
  discard: 'Supprimer',
  label: 'Votre message',
  placeholder: 'Écrire un message',
  hint: 'Entrée envoie, Maj et Entrée passe à la ligne.',
  send: 'Envoyer',
  unitsLeft: (units) => `${units} caractère${s(units)} restant${s(units)}`,
  unitsOver: (units) => `${units} caractère${s(units)} de trop`,
  full: 'Plusieurs messages attendent encore d’être envoyés. Un instant, s’il vous plaît.',
  open: 'Ouvrir le chat',
  close: 'Fermer le chat',
  unread: (count) => (count === 1 ? '1 nouveau message' : `${count} nouveaux messages`),
};
