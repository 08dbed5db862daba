import { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { dataClasses } from '../domain/component.ts';

const error = 'expected a name of letters, digits, _, . or -';

/** What a component can do, by names of its author's. */
export const capabilitiesShape = z
  .array(z.string().regex(/^[a-z][a-z0-9_.-]{0,62}$/i, error))
  .min(1)
  .max(authoringBounds.capabilitiesMax)
  .readonly();

export const dataClassShape = z.enum(dataClasses);
