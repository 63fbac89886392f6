import type { ProductContentRow } from '#domain/vocabulary/reference-data.ts';
import contents from '../registry/product-contents.json' with { type: 'json' };

/** Element content of products: owned by the project, every row with its study. The contract of the reference data checks them. */
export const loadProductContents = (): readonly ProductContentRow[] => contents.rows as readonly ProductContentRow[];
