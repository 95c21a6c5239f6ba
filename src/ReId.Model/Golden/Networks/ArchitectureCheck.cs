using System.Text.Json;
using ReId.Model.Backbones;
using TorchSharp;

namespace ReId.Model.Golden.Networks;

/// <summary>Names, order and shapes of a backbone's weights, and the shapes that its stages give.</summary>
internal sealed class ArchitectureCheck : IGoldenCheck
{
    private const string Architecture = "architecture";
    private const string TorchreidPooling = "global_avgpool";
    private const string TorchvisionPooling = "avgpool";

    // The classifiers of torchreid and of torchvision: a feature extractor has none.
    private static readonly string[] s_classifiers = ["classifier.", "fc.weight", "fc.bias"];

    public string Group => "osnet";

    public bool Handles(string name) => name == Architecture;

    public string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options)
    {
        var expected = golden.Expected;
        using var module = BackboneCatalog.Get(golden.Case).Create();
        string[] wanted = [.. expected.GetProperty("state_dict").EnumerateArray()
            .Where(e => !s_classifiers.Any(c => e[0].GetString()!.StartsWith(c, StringComparison.Ordinal)))
            .Select(e => $"{e[0].GetString()} {Shape(e[1])}")];
        string[] own = [.. StateLoader.Entries(module).Select(e => $"{e.Name} {Shape(e.Tensor.shape)}")];
        foreach (var (mine, theirs) in own.Zip(wanted))
        {
            comparison.Same($"{mine} instead of {theirs}", mine == theirs);
        }

        comparison.Add("tensors", own.Length, wanted.Length, 0);
        comparison.Add(
            "parameters", module.parameters().Sum(p => p.numel()), expected.GetProperty("parameters_without_classifier").GetInt64(), 0);
        CompareStages(module, golden, comparison);
        return null;
    }

    private static void CompareStages(torch.nn.Module module, GoldenCase golden, GoldenComparison comparison)
    {
        var shapes = golden.Expected.GetProperty("child_output_shapes").EnumerateArray()
            .ToDictionary(e => e[0].GetString()!, e => Shape(e[1]));
        module.eval();
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var x = torch.zeros([.. golden.Inputs.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())]);
        foreach (var (name, child) in module.named_children())
        {
            // torchreid flattens between pooling and the linear layer, outside any child; torchvision's pooling has
            // another name than torchreid's, which is ours.
            x = ((torch.nn.Module<torch.Tensor, torch.Tensor>)child).call(name == "fc" ? x.flatten(1) : x);
            var known = name == TorchreidPooling && !shapes.ContainsKey(name) ? TorchvisionPooling : name;
            comparison.Same($"shape {Shape(x.shape)} after {name}", shapes.GetValueOrDefault(known) == Shape(x.shape));
        }
    }

    private static string Shape(JsonElement sizes) => Shape([.. sizes.EnumerateArray().Select(s => s.GetInt64())]);

    private static string Shape(long[] sizes) => $"[{string.Join(", ", sizes)}]";
}
