import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SCORE_TABLES_FOLDER } from '../../shared/contracts/store/table-layout.ts';
import { scoreColumns } from '../../shared/domain/vocabulary/score-columns.ts';

const GLUE_TYPES = { text: 'string', number: 'double' } as const;
/** No scores are older. */
const FIRST_DAY = '2026-01-01';

/** The Parquet files of published runs as a table, for Athena and whatever else reads the Glue catalogue. Its partitions are computed from the day: nothing has to add them. */
export class ScoreCatalogue extends Construct {
  constructor(scope: Construct, id: string, { bucket }: { readonly bucket: IBucket }) {
    super(scope, id);
    const { account, stackName } = Stack.of(this);
    const name = stackName.toLowerCase().replaceAll('-', '_');
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
        description: 'A row for each subject, buyer and published run; of a day with several runs the greatest run_id is the last',
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
          columns: scoreColumns('export').map((column) => ({ name: column.name, type: GLUE_TYPES[column.type] })),
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    table.addResourceDependency(database);
  }
}
