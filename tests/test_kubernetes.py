"""The manifests for Kubernetes: well formed, and in agreement with each other and with us."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from index.search.store_address import ADDRESS, StoreAddress
from qa.__main__ import _parser

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "examples" / "kubernetes"
GUIDE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
MANIFESTS = {
    (manifest["kind"], manifest["metadata"]["name"]): manifest
    for file in sorted(FOLDER.glob("*.yaml"))
    for manifest in yaml.safe_load_all(file.read_text(encoding="utf-8"))
}
MILVUS = MANIFESTS["Milvus", "pincite"]
BUILD = MANIFESTS["RayJob", "pincite-build"]
ASK = MANIFESTS["Job", "pincite-ask"]
CLAIM = MANIFESTS["PersistentVolumeClaim", "documents"]


# Schemas of what our manifests use, and of nothing else


def has(*needed: str, **properties: Any) -> dict[str, Any]:
    """An object with these properties, of which some are ``needed``, and no others."""
    return {
        "type": "object",
        "properties": {name.replace("_", "-"): schema for name, schema in properties.items()},
        "required": [*needed],
        "additionalProperties": False,
    }


def every(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema, "minItems": 1}


def one(*values: Any) -> dict[str, Any]:
    return {"enum": [*values]}


TEXT = {"type": "string", "minLength": 1}
YES_OR_NO = {"type": "boolean"}
COUNT = {"type": "integer", "minimum": 0}
NAME = {"type": "string", "pattern": r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
QUANTITY = {"type": "string", "pattern": r"^[0-9]+(m|[KMGT]i)?$"}
QUANTITIES = has(cpu=QUANTITY, memory=QUANTITY, ephemeral_storage=QUANTITY)
RESOURCES = has("requests", requests=QUANTITIES, limits=QUANTITIES)
METADATA = has("name", name=NAME, labels={"type": "object", "additionalProperties": TEXT})


def manifest(version: str, kind: str, spec: dict[str, Any]) -> dict[str, Any]:
    fields = {"apiVersion": one(version), "kind": one(kind), "metadata": METADATA, "spec": spec}
    return has(*fields, **fields)


def component(**more: Any) -> dict[str, Any]:
    return has("replicas", replicas=COUNT, resources=RESOURCES, **more)


def in_cluster(**values: Any) -> dict[str, Any]:
    policy = one("Delete", "Retain")
    return has("inCluster", inCluster=has(deletionPolicy=policy, values=has(**values)))


POD = has(
    "containers",
    restartPolicy=one("Never"),
    containers=every(
        has(
            "name",
            "image",
            "resources",
            name=NAME,
            image=TEXT,
            command=every(TEXT),
            env=every(
                has(
                    "name",
                    name={"type": "string", "pattern": "^[A-Z_]+$"},
                    value=TEXT,
                    valueFrom=has(
                        "secretKeyRef", secretKeyRef=has("name", "key", name=NAME, key=TEXT)
                    ),
                )
            ),
            resources=RESOURCES,
            volumeMounts=every(
                has("name", "mountPath", name=NAME, mountPath=TEXT, readOnly=YES_OR_NO)
            ),
        )
    ),
    volumes=every(
        has(
            "name",
            "persistentVolumeClaim",
            name=NAME,
            persistentVolumeClaim=has("claimName", claimName=NAME, readOnly=YES_OR_NO),
        )
    ),
)
TEMPLATE = has("spec", spec=POD)
RAY_OPTIONS = {"type": "object", "additionalProperties": {"type": "string"}}
SCHEMAS = {
    "Milvus": manifest(
        "milvus.io/v1beta1",
        "Milvus",
        has(
            "mode",
            mode=one("cluster"),
            components=has(
                "image",
                image=TEXT,
                proxy=component(serviceType=one("ClusterIP")),
                mixCoord=component(),
                streamingNode=component(),
                dataNode=component(),
                queryNode=component(),
            ),
            dependencies=has(
                msgStreamType=one("woodpecker"),
                etcd=in_cluster(replicaCount=COUNT),
                storage=in_cluster(mode=one("distributed"), persistence=has("size", size=QUANTITY)),
            ),
            config=has(
                common=has(security=has(authorizationEnabled=one(True), tlsMode=one(0))),
                queryCoord=has(clusterLevelLoadReplicaNumber=COUNT),
                queryNode=has(mmap=has(scalarField=YES_OR_NO)),
            ),
        ),
    ),
    "RayJob": manifest(
        "ray.io/v1",
        "RayJob",
        has(
            "entrypoint",
            "rayClusterSpec",
            entrypoint=TEXT,
            backoffLimit=COUNT,
            shutdownAfterJobFinishes=YES_OR_NO,
            ttlSecondsAfterFinished=COUNT,
            rayClusterSpec=has(
                "headGroupSpec",
                rayVersion=TEXT,
                authOptions=has("mode", mode=one("token")),
                headGroupSpec=has(
                    "rayStartParams", "template", rayStartParams=RAY_OPTIONS, template=TEMPLATE
                ),
                workerGroupSpecs=every(
                    has(
                        *("groupName", "minReplicas", "maxReplicas", "rayStartParams", "template"),
                        groupName=NAME,
                        replicas=COUNT,
                        minReplicas=COUNT,
                        maxReplicas=COUNT,
                        rayStartParams=RAY_OPTIONS,
                        template=TEMPLATE,
                    )
                ),
            ),
        ),
    ),
    "PersistentVolumeClaim": manifest(
        "v1",
        "PersistentVolumeClaim",
        has(
            "accessModes",
            "resources",
            accessModes=every(one("ReadWriteMany", "ReadOnlyMany")),
            resources=has("requests", requests=has("storage", storage=QUANTITY)),
        ),
    ),
    "Job": manifest(
        "batch/v1",
        "Job",
        has("template", backoffLimit=COUNT, ttlSecondsAfterFinished=COUNT, template=TEMPLATE),
    ),
}


@pytest.mark.parametrize(("kind", "name"), MANIFESTS)
def test_a_manifest_is_well_formed(kind, name):
    errors = Draft202012Validator(SCHEMAS[kind]).iter_errors(MANIFESTS[kind, name])
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_a_field_that_there_is_not_is_found():
    wrong = MILVUS | {"spec": MILVUS["spec"] | {"replicas": 3}}
    assert not Draft202012Validator(SCHEMAS["Milvus"]).is_valid(wrong)


# What has to agree


def values_of(key: str, value: Any) -> list[Any]:
    """All that stands under ``key`` anywhere in ``value``."""
    if isinstance(value, dict):
        own = [value[key]] if key in value else []
        return own + [it for inner in value.values() for it in values_of(key, inner)]
    return (
        [it for inner in value for it in values_of(key, inner)] if isinstance(value, list) else []
    )


def variables(value: Any) -> dict[str, Any]:
    return {it["name"]: it for variables in values_of("env", value) for it in variables}


def pods(value: Any) -> list[Any]:
    return [it["spec"] for it in values_of("template", value)]


def build_command() -> Any:
    program, *words = shlex.split(BUILD["spec"]["entrypoint"])
    assert program == "pincite"
    return _parser().parse_args(words)


def test_the_commands_are_ours():
    given = build_command()
    assert (given.command, given.documents, given.ray) == ("build", ["/documents"], "auto")
    program, *words = pods(ASK)[0]["containers"][0]["command"]
    assert program == "pincite"
    assert _parser().parse_args(words).command == "ask"


def test_the_store_that_is_built_is_on_the_milvus_that_is_made_and_the_one_that_is_asked():
    built = StoreAddress.of(build_command().store)
    assert StoreAddress.of(variables(ASK)[ADDRESS]["value"]) == built
    # Milvus's operator names its service so.
    assert (built.host, built.port) == (f"{MILVUS['metadata']['name']}-milvus", 19530)
    assert f"--store {built}" in GUIDE


def test_the_token_is_in_one_secret_and_in_no_manifest():
    tokens = [variables(it)["PINCITE_STORE_TOKEN"] for it in (BUILD, ASK)]
    assert MILVUS["spec"]["config"]["common"]["security"]["authorizationEnabled"]
    assert not any("value" in it for it in tokens)
    mine, other = (it["valueFrom"]["secretKeyRef"] for it in tokens)
    assert mine == other
    assert f"kubectl create secret generic {mine['name']} --from-literal={mine['key']}=" in GUIDE


def test_every_machine_of_ray_has_the_documents_and_sends_no_statistics():
    (path,) = build_command().documents
    every_pod = pods(BUILD)
    assert len(every_pod) == 2
    for pod in every_pod:
        (container,), (volume,) = pod["containers"], pod["volumes"]
        (mount,) = container["volumeMounts"]
        assert (mount["mountPath"], mount["name"]) == (path, volume["name"])
        assert volume["persistentVolumeClaim"]["claimName"] == CLAIM["metadata"]["name"]
        own = {it["name"]: it.get("value") for it in container["env"]}
        assert own["RAY_USAGE_STATS_ENABLED"] == "0"


def test_all_workers_are_there_when_the_cores_are_counted():
    cluster = BUILD["spec"]["rayClusterSpec"]
    assert cluster["headGroupSpec"]["rayStartParams"]["num-cpus"] == "0"
    for group in cluster["workerGroupSpecs"]:
        assert group["replicas"] == group["minReplicas"] == group["maxReplicas"]
        resources = group["template"]["spec"]["containers"][0]["resources"]
        assert resources["requests"] == resources["limits"]


def test_every_table_has_machines_for_its_replicas():
    spec = MILVUS["spec"]
    held = spec["config"]["queryCoord"]["clusterLevelLoadReplicaNumber"]
    assert held <= spec["components"]["queryNode"]["replicas"]


def test_images_are_pinned():
    images = [image for it in MANIFESTS.values() for image in values_of("image", it)]
    assert len(images) == 4
    for image in images:
        assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+(-[\w.]+)?", image), image
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = {image for image in images if "/pincite:" in image}
    assert own == {f"registry.example.com/pincite:{project['version']}"}


def test_milvus_is_of_a_version_that_is_enough():
    tag = MILVUS["spec"]["components"]["image"].rpartition(":v")[2]
    assert tuple(map(int, tag.split(".")[:2])) >= (2, 5)


def test_ray_is_of_the_version_that_is_installed():
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    version = BUILD["spec"]["rayClusterSpec"]["rayVersion"]
    assert re.search(rf"^ray=={re.escape(version)}$", pins, re.MULTILINE)
    assert f"rayproject/ray:{version}-py311" in GUIDE
