using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Files;
using ReId.Model.Weights;
using ReId.Model.Weights.SafeTensors;
using TorchSharp;

namespace ReId.Model.Training.Runs;

/// <summary>All that a resumed run needs, as one safetensors file that is whole or absent.</summary>
/// <param name="Place">How far the run is.</param>
/// <param name="Recipe">The recipe that made it.</param>
/// <param name="Tensors">Weights, what the losses learn, the optimiser's state, the moving average, by name.</param>
internal sealed record TrainerCheckpoint(TrainingPlace Place, string Recipe, IReadOnlyDictionary<string, NamedTensor> Tensors)
{
    private const string FormatKey = "reid.checkpoint";
    private const string Format = "1";

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file; the old one stays until the new one is whole.</param>
    /// <param name="place">How far the run is.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="tensors">The state, by name.</param>
    public static void Save(string path, TrainingPlace place, string recipe, IEnumerable<(string Name, torch.Tensor Tensor)> tensors)
    {
        var file = new SafeTensorsFile(
            [.. tensors.Select(entry => TensorConversion.FromTorch(entry.Name, entry.Tensor))],
            new Dictionary<string, string>
            {
                [FormatKey] = Format,
                ["reid.place"] = JsonSerializer.Serialize(place),
                ["reid.recipe"] = recipe,
            });
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, file));
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="ReIdException">Missing, damaged, or no checkpoint.</exception>
    public static TrainerCheckpoint Load(string path)
    {
        try
        {
            var file = SafeTensorsReader.Read(File.ReadAllBytes(path));
            return file.Metadata.GetValueOrDefault(FormatKey) == Format
                ? new TrainerCheckpoint(
                    JsonSerializer.Deserialize<TrainingPlace>(file.Metadata["reid.place"])!, file.Metadata["reid.recipe"],
                    file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal))
                : throw new ReIdException($"{path} is no checkpoint of this program.");
        }
        catch (Exception e) when (e is WeightsFormatException or IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            throw new ReIdException($"{path} cannot be resumed: {e.Message}", e);
        }
    }

    /// <summary>Copies the tensors under a prefix into those of the same names.</summary>
    /// <exception cref="ReIdException">One is missing or of another shape.</exception>
    public void Restore(string prefix, IEnumerable<(string Name, torch.Tensor Tensor)> targets)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, target) in targets)
        {
            if (!Tensors.TryGetValue(prefix + name, out var stored) || !stored.Shape.SequenceEqual(target.shape))
            {
                throw new ReIdException($"The checkpoint does not fit the recipe: tensor '{prefix}{name}' is missing or of another shape.");
            }

            using var values = TensorConversion.ToTorch(stored);
            target.copy_(values);
        }
    }

    /// <summary>Hands out the tensors under a prefix, without it, and disposes them afterwards.</summary>
    public void With(string prefix, Action<IReadOnlyDictionary<string, torch.Tensor>> load)
    {
        using var scope = torch.NewDisposeScope();
        load(Tensors
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => TensorConversion.ToTorch(entry.Value), StringComparer.Ordinal));
    }
}
