/** Customers who have an account, by the id that the shop's own site signs them in with. */
export const customers = [
  { id: 'c-100', name: 'Lena Hoffmann', email: 'lena.hoffmann@example.com' },
  { id: 'c-101', name: 'Tom Becker', email: 'tom.becker@example.com' },
  { id: 'c-102', name: 'Aylin Demir', email: 'aylin.demir@example.com' },
  { id: 'c-103', name: 'Claire Martin', email: 'claire.martin@example.com' },
  { id: 'c-104', name: 'Jonas Gruber', email: 'jonas.gruber@example.com' },
  { id: 'c-105', name: 'Sofia Rossi', email: 'sofia.rossi@example.com' },
] as const;
