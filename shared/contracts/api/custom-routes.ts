import { whenItCountsShape } from '../ingestion/observations.ts';
import { route } from './api-route.ts';
import * as suppliers from './custom-suppliers.ts';
import { supplierSchema } from './subjects-answers.ts';

export const customSupplierRoutes = [
  route({
    methods: ['PUT'],
    path: '/v1/suppliers/{id}',
    operationId: 'putSupplier',
    handler: 'functions/api/custom-suppliers/custom-suppliers.handler.ts#putSupplierHandler',
    tag: 'Custom data',
    request: suppliers.putSupplierRequest,
    answer: {
      name: 'StoredSupplier',
      schema: supplierSchema
        .extend({
          score: supplierSchema.shape.score.describe(
            'Null: no score is ready when a supplier is stored; `links.score` leads to it.',
          ),
          ...whenItCountsShape,
        })
        .describe('The supplier as it is stored now; `links.score` leads to its score.'),
    },
    created: true,
    example: '/v1/suppliers/acme-magnets?buyer=JPN',
    exampleBody: {
      name: 'Acme Magnets',
      external_ids: { sap: '0000104711' },
      sites: [
        {
          id: 'hanoi',
          name: 'Hanoi plant',
          country: 'VNM',
          stage: 'magnet',
          elements: ['Dy', 'Tb'],
          capacity_tonnes_per_year: 1200,
        },
        { id: 'osaka', name: 'Osaka works', country: 'JPN', stage: 'separation', elements: ['Dy', 'Tb'] },
      ],
      feeds: [{ from: 'osaka', to: 'hanoi', share_of_input: 0.6, essential: 'yes' }],
    },
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/suppliers/{id}',
    operationId: 'deleteSupplier',
    handler: 'functions/api/custom-suppliers/custom-suppliers.handler.ts#deleteSupplierHandler',
    readsScores: false,
    tag: 'Custom data',
    request: suppliers.deleteSupplierRequest,
    answer: { name: 'DeletedSupplier', schema: suppliers.deletedSupplierSchema },
    example: '/v1/suppliers/acme-magnets',
  }),
  route({
    methods: ['POST'],
    path: '/v1/suppliers:import',
    operationId: 'importSuppliers',
    handler: 'functions/api/custom-suppliers/custom-suppliers.handler.ts#importSuppliersHandler',
    tag: 'Custom data',
    request: suppliers.importSuppliersRequest,
    answer: { name: 'SupplierImport', schema: suppliers.importResponseSchema },
    example: '/v1/suppliers:import?dry_run=true',
    exampleBody:
      'id,name,site_id,site_name,country,stage,elements,capacity_tonnes_per_year,fed_by\nacme,Acme Magnets,hanoi,Hanoi plant,VNM,magnet,Dy Tb,1200,osaka:0.6\nacme,Acme Magnets,osaka,Osaka works,JPN,separation,Dy Tb,,\n',
  }),
] as const;
