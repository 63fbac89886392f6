"""Loaded by Python before the AWS emulator of `.ci/deployed-stack` starts (PYTHONPATH): mends what moto 5.2 does otherwise than
Step Functions and DynamoDB.

What AWS does is taken from its documentation; nothing of it ran on AWS.
"""
import copy
import json
import os

from moto.awslambda.models import LambdaFunction, LambdaVersion, lambda_backends
from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend
from moto.cloudformation.parsing import ResourceMap
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.core.utils import unix_time
from moto.dynamodb.models import DynamoDBBackend
from moto.s3.models import FakeBucket
from moto.ssm.models import Parameter
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import ExecutionStatus, HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.distributed_iteration_component import DistributedIterationComponent
from moto.stepfunctions.parser.asl.component.state.exec.state_map.result_writer.result_writer_decl import ResultWriter
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution


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


make_resource = parsing.parse_and_create_resource


def resource_as_known(logical_id, resource_json, *args, **kwargs):
    """A subscription may have a queue for what cannot be delivered; the emulator refuses it."""
    if resource_json['Type'] == 'AWS::SNS::Subscription':
        properties = {name: value for name, value in resource_json['Properties'].items() if name != 'RedrivePolicy'}
        resource_json = {**resource_json, 'Properties': properties}
    return make_resource(logical_id, resource_json, *args, **kwargs)


parsing.parse_and_create_resource = resource_as_known


versions_of_update = []
# What a version keeps of its function.
OF_A_VERSION = ('code', 'code_bytes', 'code_sha_256', 'code_size', 'environment_vars', 'handler', 'memory_size', 'timeout')


@classmethod
def version_of_function(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    """A reference to a version in a template is the ARN that ends with its number; moto gives the name of the resource."""
    backend, name = lambda_backends[account_id][region_name], cloudformation_json['Properties']['FunctionName']
    backend.get_function(name).code_or_config_updated = True
    made = backend.publish_version(name)
    versions_of_update.append((backend, name, made))
    version = cls({'Version': made.version})
    version.physical_resource_id = made.function_arn
    return version


update_resources = ResourceMap.update


def update_then_versions(self, *args, **kwargs):
    """A new version has the new code of its function; moto makes what is new in a template before it changes what is there, so that versions were a deployment behind."""
    versions_of_update.clear()
    update_resources(self, *args, **kwargs)
    for backend, name, made in versions_of_update:
        latest = backend.get_function(name)
        latest.code_or_config_updated = False
        for attribute in OF_A_VERSION:
            setattr(made, attribute, getattr(latest, attribute))


ResourceMap.update = update_then_versions


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


build_resource_diff = ResourceMap.build_resource_diff


def diff_without_retained(self, *args, **kwargs):
    """What a template lets go of stays where its DeletionPolicy says so; moto looks at that only when the whole stack goes."""
    diff = build_resource_diff(self, *args, **kwargs)
    diff['Remove'] = [name for name in diff['Remove'] if self._resource_json_map[name].get('DeletionPolicy') != 'Retain']
    return diff


delete_stack = CloudFormationBackend.delete_stack


def delete_unprotected_stack(self, name_or_stack_id):
    """Termination protection refuses; moto only keeps the setting."""
    stack = self.get_stack(name_or_stack_id)
    if stack.enable_termination_protection:
        raise ValidationError(message=f'Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled')
    return delete_stack(self, name_or_stack_id)


def update_termination_protection(self):
    """An operation that moto does not know."""
    stack = self.cloudformation_backend.get_stack(self._get_param('StackName'))
    stack.enable_termination_protection = self._get_param('EnableTerminationProtection') in (True, 'true')
    return ActionResult({'StackId': stack.stack_id})


ResourceMap.build_resource_diff = diff_without_retained
CloudFormationBackend.delete_stack = delete_unprotected_stack
CloudFormationResponse.update_termination_protection = update_termination_protection


make_parameter = Parameter.create_from_cloudformation_json.__func__


@classmethod
def parameter_with_name(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    """A parameter without a name gets one, and its tags are a map; moto answers 500 to both, which is no XML. That ended deployments over named tables."""
    properties = {'Name': resource_name, **cloudformation_json['Properties']}
    properties['Tags'] = [{'Key': name, 'Value': value} for name, value in properties.get('Tags', {}).items()]
    return make_parameter(cls, resource_name, {**cloudformation_json, 'Properties': properties}, account_id, region_name, **kwargs)


Parameter.create_from_cloudformation_json = parameter_with_name


invoke_function = LambdaFunction.invoke


def invoke_named(self, *args, **kwargs):
    """A function that took too long says so with the name of its error; the emulator gives a sentence only."""
    answer = invoke_function(self, *args, **kwargs)
    if b'errorType' not in answer and b'"Task timed out"' in answer:
        return json.dumps({'errorType': 'Sandbox.Timedout', 'errorMessage': f'Task timed out after {self.timeout}.00 seconds'}).encode()
    return answer


LambdaFunction.invoke = invoke_named


stop_execution = Execution.stop
reflect_status = BaseExecutionWorkerCommunication._reflect_execution_status


def stop_for_good(self, *args, **kwargs):
    self.was_stopped = True
    stop_execution(self, *args, **kwargs)


def reflect_stop(self):
    """A stopped execution is ABORTED; in moto it is FAILED where the stop reaches a map at work."""
    reflect_status(self)
    execution = self.execution
    if getattr(execution, 'was_stopped', False) and execution.exec_status == ExecutionStatus.FAILED:
        execution.exec_status, execution.error, execution.cause = ExecutionStatus.ABORTED, None, None


Execution.stop = stop_for_good
BaseExecutionWorkerCommunication._reflect_execution_status = reflect_stop
