"""Loaded by Python before the AWS emulator of `.ci/deployed-stack` starts (PYTHONPATH): mends what moto 5.2 does otherwise than
Step Functions and DynamoDB.

What AWS does is taken from its documentation; nothing of it ran on AWS.
"""
import copy
import json
import os

from moto.awslambda.models import LambdaVersion, lambda_backends
from moto.core.common_models import CloudFormationModel
from moto.core.utils import unix_time
from moto.dynamodb.models import DynamoDBBackend
from moto.s3.models import FakeBucket
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.distributed_iteration_component import DistributedIterationComponent
from moto.stepfunctions.parser.asl.component.state.exec.state_map.result_writer.result_writer_decl import ResultWriter
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser


def copy_of_machine(self, memo):
    """A second execution of a machine copies it with the threads of the first, which Python refuses."""
    machine = copy.copy(self)
    machine.executions = list(self.executions)
    return machine


def as_parsed(part):
    """The grammar of moto knows neither Express children, nor a whole number as a percentage, nor WriterConfig. None of them changes what is computed."""
    if isinstance(part, list):
        return [as_parsed(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    known = {name: as_parsed(inner) for name, inner in part.items() if name != 'WriterConfig'}
    if known.get('ExecutionType') == 'EXPRESS':
        known['ExecutionType'] = 'STANDARD'
    if os.environ.get('FEW_RETRIES') and 'MaxAttempts' in known:  # a rehearsal of faults does not ride them out
        known.update(MaxAttempts=min(known['MaxAttempts'], 1), IntervalSeconds=1, MaxDelaySeconds=2)
    if 'ToleratedFailurePercentage' in known:
        known['ToleratedFailurePercentage'] = float(known['ToleratedFailurePercentage'])
    return known


parse = AmazonStateLanguageParser.parse
map_run = DistributedIterationComponent._map_run


def parse_known(definition):
    try:
        known = json.dumps(as_parsed(json.loads(definition)))
    except ValueError:
        known = definition
    return parse(known)


def map_run_that_fails(self, env, eval_input):
    """A failed child fails a Distributed Map once more have failed than it tolerates; moto never looks."""
    map_run(self, env, eval_input)
    failed = eval_input.map_run_record.item_counter.failed.get()
    tolerated = max(eval_input.tolerated_failure_count, eval_input.tolerated_failure_percentage * len(env.stack[-1]) / 100)
    if failed > tolerated:
        env.stack.pop()
        raise FailureEventException(FailureEvent(
            env=env,
            error_name=StatesErrorName(StatesErrorNameType.StatesExceedToleratedFailureThreshold),
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails={
                'error': 'States.ExceedToleratedFailureThreshold',
                'cause': f'{failed} children of the map failed',
                'resource': 'map',
                'resourceType': 'map',
            }),
        ))


def write_results(self, env):
    """Where results go is computed from the input of the state, not from the results."""
    env.stack.append(env.states.get_input())
    self.parargs.eval(env=env)
    parameters = env.stack.pop()
    env.stack.pop()
    env.stack.append(parameters)
    self.resource_eval.eval_resource(env=env)


def any_error_name(self, error_name):
    """A Fail state hands on the error that it was given, which may be one of the service; moto takes names of its own only."""
    ErrorName.__init__(self, error_name=error_name)


StateMachine.__deepcopy__ = copy_of_machine
CustomErrorName.__init__ = any_error_name
AmazonStateLanguageParser.parse = staticmethod(parse_known)
DistributedIterationComponent._map_run = map_run_that_fails
ResultWriter._eval_body = write_results


describe_continuous_backups = DynamoDBBackend.describe_continuous_backups


def restorable_until_now(self, table_name):
    """The last moment that can be restored moves with the clock (on AWS some five minutes behind it); moto keeps the one at which recovery was switched on."""
    backups = describe_continuous_backups(self, table_name)
    recovery = backups['PointInTimeRecoveryDescription']
    if recovery['PointInTimeRecoveryStatus'] == 'ENABLED':
        recovery['LatestRestorableDateTime'] = unix_time()
    return backups


DynamoDBBackend.describe_continuous_backups = restorable_until_now


make_bucket = FakeBucket.create_from_cloudformation_json.__func__


@classmethod
def bucket_with_versions(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    """A bucket of a template keeps versions where the template says so; moto drops it."""
    bucket = make_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    if cloudformation_json['Properties'].get('VersioningConfiguration', {}).get('Status') == 'Enabled':
        bucket.versioning_status = 'Enabled'
    return bucket


FakeBucket.create_from_cloudformation_json = bucket_with_versions


@classmethod
def version_of_function(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    """A reference to a version in a template is the ARN that ends with its number; moto gives the name of the resource."""
    made = lambda_backends[account_id][region_name].publish_version(cloudformation_json['Properties']['FunctionName'])
    version = cls({'Version': made.version})
    version.physical_resource_id = made.function_arn
    return version


@classmethod
def kept_version(cls, resource_name, cloudformation_json, account_id, region_name):
    """A version goes with its function only: the templates retain it."""


LambdaVersion.create_from_cloudformation_json = version_of_function
LambdaVersion.has_cfn_attr = classmethod(lambda cls, attr: attr == 'Version')
LambdaVersion.get_cfn_attribute = lambda self, attr: str(self.version)
LambdaVersion.delete_from_cloudformation_json = kept_version


class AliasOfTemplate(CloudFormationModel):
    """The alias of a function in a template, which moto does not know. Moves when the template names another version."""

    __module__ = 'moto.awslambda.models'  # moto reads the name of the service from it

    def __init__(self, arn):
        self.physical_resource_id = arn

    @staticmethod
    def cloudformation_name_type():
        return None

    @staticmethod
    def cloudformation_type():
        return 'AWS::Lambda::Alias'

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        given = cloudformation_json['Properties']
        made = lambda_backends[account_id][region_name].create_alias(
            given['Name'], given['FunctionName'], given['FunctionVersion'], given.get('Description', ''), None)
        return cls(made.arn)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        given = cloudformation_json['Properties']
        lambda_backends[account_id][region_name].update_alias(
            given['Name'], given['FunctionName'], given['FunctionVersion'], None, None)
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        """It goes with its function."""
