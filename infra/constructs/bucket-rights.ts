import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { nameAcrossStacks } from '../storage-stack.ts';

/** Lets a function read, and where it says so write, the objects of one folder, not the rest of the bucket. */
export function allowObjects(caller: IFunction, bucket: IBucket, folder: string, access: 'reads' | 'writes'): void {
  const actions = access === 'writes' ? ['s3:GetObject', 's3:PutObject'] : ['s3:GetObject'];
  caller.addToRolePolicy(new PolicyStatement({ actions, resources: [bucket.arnForObjects(`${folder}/*`)] }));
  if (caller.role === undefined) throw new Error(`${caller.node.path} has no role`);
  Validations.of(caller.role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${nameAcrossStacks(bucket)}/${folder}/*]`,
    reason: 'Objects are named by a hash of their content or by their run, which nobody knows at deployment.',
  });
}
