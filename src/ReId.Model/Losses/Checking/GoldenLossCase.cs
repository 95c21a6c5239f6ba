using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Losses.Pairs;
using ReId.Model.Losses.Triplets;
using TorchSharp;

namespace ReId.Model.Losses.Checking;

/// <summary>The loss of a golden file with its inputs as float64 tensors.</summary>
internal sealed class GoldenLossCase : IDisposable
{
    // Prose in every file, whether or not the loss has an option of that name.
    private const string Prose = "reduction";

    // What describes rather than chooses, where the loss has no such option: what it always does, a layout, another unit
    // of an option that is given too.
    private static readonly HashSet<string> s_descriptions =
        ["normalize", "squared", "soft_margin", "weights_layout", "normalize_weights", "margin_degrees", "temperature"];

    // Inputs with a row for each class.
    private static readonly string[] s_perClass = ["weights", "centers"];

    private readonly GoldenLossFile _file;
    private readonly ILossKind _kind;
    private readonly Dictionary<string, string> _settings;

    public GoldenLossCase(GoldenLossFile file, string path)
    {
        _file = file;
        (_kind, _settings) = LossPresets.Resolve(file.Name);
        foreach (var option in file.Options.EnumerateObject())
        {
            Apply(option, path);
        }

        InputName = file.HasInput("logits") ? "logits" : "embeddings";
        Embeddings = Tensor(InputName).requires_grad_();
        Labels = torch.tensor(file.Indices("labels"));
        Loss = Create(_settings);
    }

    public Loss Loss { get; }

    /// <summary>What the file calls the embeddings.</summary>
    public string InputName { get; }

    public torch.Tensor Embeddings { get; }

    public torch.Tensor Labels { get; }

    public LossOutput Evaluate() => Evaluate(Loss);

    /// <summary>The value with another reduction; null where the loss has no such option.</summary>
    public double? ValueWith(string reduction)
    {
        if (!_kind.Options.Any(option => option.Name == "reduction"))
        {
            return null;
        }

        using var other = Create(new Dictionary<string, string>(_settings) { ["reduction"] = reduction });
        using var output = Evaluate(other);
        return (double)output.Value;
    }

    public void Dispose()
    {
        Loss.Dispose();
        Embeddings.Dispose();
        Labels.Dispose();
    }

    private LossOutput Evaluate(Loss loss)
    {
        using var scope = torch.NewDisposeScope();
        var output = loss switch
        {
            MinedTripletLoss mined when _file.HasInput("triplets") => mined.Evaluate(Embeddings, Labels, Triplets()),
            NPairLoss pairs when _file.HasInput("anchors") => pairs.Evaluate(Embeddings, Labels, Rows("anchors"), Rows("positives")),
            _ => loss.Evaluate(Embeddings, Labels),
        };
        return output.MoveToOuterScope();
    }

    private Loss Create(IReadOnlyDictionary<string, string> settings)
    {
        var classes = s_perClass.Where(_file.HasInput).Select(name => _file.Input(name).Shape[0]).FirstOrDefault(1);
        var loss = _kind.Create(settings, new LossSize((int)classes, (int)Embeddings.shape[1], torch.ScalarType.Float64));
        using var noGrad = torch.no_grad();
        foreach (var (name, parameter) in loss.named_parameters())
        {
            using var value = Tensor(name);
            parameter.copy_(value);
        }

        return loss;
    }

    private void Apply(JsonProperty option, string path)
    {
        if (option.Name == Prose || option.Value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (_kind.Options.Any(known => known.IsCalled(option.Name)))
        {
            _settings[option.Name] = option.Value.ToString().ToLowerInvariant();
        }
        else if (!s_descriptions.Contains(option.Name))
        {
            throw new ReIdException($"{path} sets option '{option.Name}', which loss '{_kind.Name}' does not have.");
        }
    }

    private Miners.Triplets Triplets()
    {
        var rows = _file.Indices("triplets");
        return new Miners.Triplets(Column(0), Column(1), Column(2));

        torch.Tensor Column(int column) => torch.tensor(rows.Where((_, i) => i % 3 == column).ToArray());
    }

    private torch.Tensor Rows(string name) => torch.tensor(_file.Indices(name));

    private torch.Tensor Tensor(string name)
    {
        var (values, shape) = _file.Input(name);
        return torch.tensor(values, shape);
    }
}
