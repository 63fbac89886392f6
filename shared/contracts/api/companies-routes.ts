import { endedSchema } from './alerts.ts';
import { route } from './api-route.ts';
import * as companies from './companies.ts';
import { companyImportSchema, importCompanyRequest } from './company-imports.ts';
import { companyReportRequest, companyResultsRequest, companyResultsSchema } from './company-results.ts';

const COMPANY = { name: 'StoredCompany', schema: companies.storedCompanySchema };

export const companyRoutes = [
  route({
    tag: 'Custom data',
    methods: ['PUT'],
    path: '/v1/companies/{id}',
    operationId: 'putCompany',
    handler: 'functions/api/companies/companies.handler.ts#putCompanyHandler',
    request: companies.putCompanyRequest,
    answer: COMPANY,
    created: true,
    example: '/v1/companies/kyushu-magnets',
    exampleBody: {
      name: 'Kyushu Magnets',
      country: 'JPN',
      currency: 'JPY',
      needs: [
        {
          id: 'dy',
          material: 'dysprosium oxide',
          quantity: 12,
          unit: 't',
          spend: 600_000_000,
          revenue_at_stake: 9_000_000_000,
        },
        { id: 'ga', material: 'ガリウム', quantity: 300, unit: 'kg', spend: 30_000_000 },
      ],
      stock: [{ material: 'dysprosium oxide', kilograms: 4000, as_of: '2026-09-30' }],
      sources: [
        { material: 'dysprosium oxide', supplier_id: 'lynas', share: 0.3 },
        { material: 'dysprosium oxide', country: 'CHN', share: 0.7 },
      ],
      watch: ['Tb'],
    },
  }),
  route({
    tag: 'Custom data',
    path: '/v1/companies',
    operationId: 'listCompanies',
    handler: 'functions/api/companies/companies.handler.ts#listCompaniesHandler',
    readsScores: false,
    request: companies.companiesRequest,
    answer: { name: 'Companies', schema: companies.companiesSchema },
  }),
  route({
    tag: 'Custom data',
    path: '/v1/companies/{id}',
    operationId: 'getCompany',
    handler: 'functions/api/companies/companies.handler.ts#getCompanyHandler',
    readsScores: false,
    request: companies.companyRequest,
    answer: COMPANY,
    example: '/v1/companies/kyushu-magnets',
  }),
  route({
    tag: 'Custom data',
    methods: ['POST'],
    path: '/v1/companies:import',
    operationId: 'importCompany',
    handler: 'functions/api/companies/companies.handler.ts#importCompanyHandler',
    request: importCompanyRequest,
    answer: { name: 'CompanyImport', schema: companyImportSchema },
    example: '/v1/companies:import?id=kyushu-magnets&dry_run=true',
    exampleBody: {
      files: [
        { name: 'Bedarf.csv', text: 'Material;Menge;Einheit\nDysprosiumoxid;1.200,5;kg\nGallium;300;kg\n' },
      ],
    },
  }),
  route({
    tag: 'Custom data',
    path: '/v1/companies/{id}/results',
    operationId: 'getCompanyResults',
    handler: 'functions/api/companies/companies.handler.ts#getCompanyResultsHandler',
    computes: true,
    otherMedia: ['text/csv'],
    request: companyResultsRequest,
    answer: { name: 'CompanyResults', schema: companyResultsSchema },
    example: '/v1/companies/kyushu-magnets/results',
  }),
  route({
    tag: 'Custom data',
    path: '/v1/companies/{id}/report',
    operationId: 'getCompanyReport',
    handler: 'functions/api/companies/companies.handler.ts#getCompanyReportHandler',
    computes: true,
    request: companyReportRequest,
    answer: null,
    otherMedia: ['text/html'],
    example: '/v1/companies/kyushu-magnets/report',
  }),
  route({
    tag: 'Custom data',
    methods: ['DELETE'],
    path: '/v1/companies/{id}',
    operationId: 'deleteCompany',
    handler: 'functions/api/companies/companies.handler.ts#deleteCompanyHandler',
    readsScores: false,
    request: companies.deleteCompanyRequest,
    answer: { name: 'Ended', schema: endedSchema },
    example: '/v1/companies/kyushu-magnets',
  }),
] as const;
