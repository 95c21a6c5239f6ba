using k8s;
using k8s.Models;

namespace ReId.Cli.Tests.Deploy;

/// <summary>The manifests against the API's own types: a misspelt field is an error.</summary>
public sealed class KubernetesTests
{
    // A field named ScaledObject is KEDA's, kustomization.yaml is kustomize's.
    public static TheoryData<string> Files => [.. DeployFiles.All("kubernetes", "*.yaml")
        .Where(file => Path.GetFileName(file) is not ("kustomization.yaml" or "worker-autoscaling.yaml"))];

    private static List<object> Everything => [.. Files.SelectMany(file => Load(file.Data))];

    [Theory, MemberData(nameof(Files))]
    public void A_manifest_has_only_fields_that_exist(string file) => Assert.NotEmpty(Load(file));

    [Fact]
    public void Kustomize_names_every_manifest()
    {
        var named = DeployFiles.Documents("kubernetes/kustomization.yaml").Single().At("resources")!.Words();

        // The secrets are the operator's own, and the autoscaler needs KEDA.
        Assert.Equal(
            DeployFiles.All("kubernetes", "*.yaml").Select(Path.GetFileName)
                .Except(["kustomization.yaml", "secrets.example.yaml", "worker-autoscaling.yaml"]).Order(),
            named.Order());
    }

    [Fact]
    public void Every_container_has_probes_limits_and_no_rights()
    {
        var pods = Templates().Select(template => template.Spec).ToList();

        Assert.Equal(5, pods.Count);
        Assert.All(pods, pod =>
        {
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.All(pod.Containers, container =>
            {
                Assert.NotNull(container.LivenessProbe);
                Assert.NotNull(container.ReadinessProbe);
                Assert.True(container.Resources.Limits.ContainsKey("memory"));
                Assert.True(container.Resources.Requests.ContainsKey("cpu"));
                Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            });
        });
    }

    [Fact]
    public void Every_key_of_the_secret_that_is_asked_for_is_in_the_example()
    {
        var held = Everything.OfType<V1Secret>().Single().StringData.Keys;
        var asked = Templates().SelectMany(template => template.Spec.Containers).SelectMany(container => container.Env)
            .Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>().ToList();

        Assert.All(asked, reference => Assert.Equal("reid", reference.Name));
        Assert.Equal(held.Order(), asked.Select(reference => reference.Key).Distinct().Order());
    }

    [Fact]
    public void The_autoscaler_watches_the_line_of_the_workers()
    {
        var scaled = DeployFiles.Documents("kubernetes/worker-autoscaling.yaml").Single(document => document.At("kind")!.ToString() == "ScaledObject");
        var trigger = ((YamlDotNet.RepresentationModel.YamlSequenceNode)scaled.At("spec", "triggers")!).Single();

        Assert.Equal(Cli.Hosting.Bus.LineQueues.Embed, trigger.At("metadata", "queueName")!.ToString());
        Assert.Contains(Everything.OfType<V1Deployment>(), deployment => deployment.Metadata.Name == scaled.At("spec", "scaleTargetRef", "name")!.ToString());
    }

    private static IEnumerable<V1PodTemplateSpec> Templates() =>
        [.. Everything.OfType<V1Deployment>().Select(one => one.Spec.Template), .. Everything.OfType<V1StatefulSet>().Select(one => one.Spec.Template)];

    private static List<object> Load(string file) => KubernetesYaml.LoadAllFromString(DeployFiles.Text(file), strict: true);
}
