import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SCORE_TABLES_FOLDER } from '../../shared/contracts/store/table-layout.ts';
import { scoreColumns } from '../../shared/domain/vocabulary/score-columns.ts';

const GLUE_TYPES = { text: 'string', number: 'double' } as const;
const FIRST_DAY = '2023-01-01';
/** Five years of 100,000 suppliers (120 bytes a row): more is a mistake, and costs half a dollar. */
const MOST_BYTES = 100e9;

/**
 * Published Parquet for Athena and Glue. Partitions are computed from the day; Athena keeps answers for a
 * day, so nobody needs a bucket.
 */
export class ScoreCatalogue extends Construct {
  readonly databaseName: string;

  constructor(scope: Construct, id: string, { bucket }: Readonly<{ bucket: IBucket }>) {
    super(scope, id);
    const { account, stackName } = Stack.of(this);
    const name = stackName.toLowerCase().replaceAll('-', '_');
    this.databaseName = name;
    const database = new CfnDatabase(this, 'Database', {
      catalogId: account,
      databaseInput: { name, description: 'Scores of supply risk, as Chokepoint publishes them' },
    });
    const location = `s3://${bucket.bucketName}/${SCORE_TABLES_FOLDER}/`;
    const table = new CfnTable(this, 'Scores', {
      catalogId: account,
      databaseName: name,
      tableInput: {
        name: 'scores',
        description:
          'A row for each subject, buyer and published run; of the runs of a day the greatest run_id is what readers had last, unless it was rolled back',
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: 'day', type: 'string' }],
        parameters: {
          classification: 'parquet',
          'projection.enabled': 'true',
          'projection.day.type': 'date',
          'projection.day.format': 'yyyy-MM-dd',
          'projection.day.range': `${FIRST_DAY},NOW`,
          'storage.location.template': `${location}day=\${day}/`,
        },
        storageDescriptor: {
          location,
          columns: scoreColumns('sql').map((column) => ({
            name: column.name,
            type: GLUE_TYPES[column.type],
          })),
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    table.addResourceDependency(database);
    new CfnWorkGroup(this, 'WorkGroup', {
      name,
      description: 'Questions about the scores of supply risk',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        managedQueryResultsConfiguration: { enabled: true },
        bytesScannedCutoffPerQuery: MOST_BYTES,
      },
    });
  }
}
