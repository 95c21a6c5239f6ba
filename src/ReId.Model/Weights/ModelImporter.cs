using ReId.Contracts;
using ReId.Model.Weights.Checkpoints;

namespace ReId.Model.Weights;

/// <summary>
/// Turns a checkpoint of another program into a model file: <c>reid models import FILE --arch NAME --out M.safetensors</c>.
/// </summary>
public sealed class ModelImporter
{
    // The classifier maps features to the identities of the training set, which a search never uses.
    private const string ClassifierPrefix = "classifier.";

    private readonly Func<string, ArchitectureDescription> _describe;

    /// <summary>Creates an importer that knows every backbone of this program.</summary>
    public ModelImporter()
        : this(BackboneArchitecture.Describe)
    {
    }

    /// <summary>Creates an importer that knows other architectures.</summary>
    /// <param name="describe">
    /// Finds an architecture by name; throws <see cref="ReIdException"/> listing the known ones for an unknown name.
    /// </param>
    internal ModelImporter(Func<string, ArchitectureDescription> describe) => _describe = describe;

    /// <summary>Reads, checks and converts a checkpoint, and writes the model.</summary>
    /// <param name="checkpoint">A <c>.pth</c>, <c>.pt</c>, <c>.pth.tar</c> or <c>.safetensors</c> file.</param>
    /// <param name="architecture">Name of the backbone that the weights belong to, e.g. <c>osnet_x0_25</c>.</param>
    /// <param name="output">The model file to write; replaced in one step when it exists.</param>
    /// <returns>The model as written.</returns>
    /// <exception cref="ReIdException">
    /// No checkpoint, a damaged or hostile one, weights of another architecture (the tensors are listed), or an
    /// output that cannot be written.
    /// </exception>
    public ModelFile Import(string checkpoint, string architecture, string output)
    {
        var model = Read(checkpoint, architecture);
        model.Save(output);
        return model;
    }

    /// <summary>As <see cref="Import"/>, without writing.</summary>
    /// <param name="checkpoint">The file to read.</param>
    /// <param name="architecture">Name of the backbone.</param>
    /// <exception cref="ReIdException">As <see cref="Import"/>.</exception>
    public ModelFile Read(string checkpoint, string architecture)
    {
        var description = _describe(architecture);
        var source = CheckpointReader.Read(checkpoint);
        var entries = source.Entries
            .Where(e => !e.Name.StartsWith(ClassifierPrefix, StringComparison.Ordinal))
            .ToList();
        var ordered = ArchitectureMatch.Order(checkpoint, architecture, description.Tensors, entries);
        try
        {
            var tensors = ordered.Select(WeightConversion.ToModel).ToList();
            var training = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["imported_from"] = Path.GetFileName(checkpoint),
                ["imported_format"] = source.Format,
            };
            return new ModelFile(tensors, description.Info with { Training = training });
        }
        catch (WeightsFormatException e)
        {
            throw new ReIdException($"{checkpoint} is no usable checkpoint: {e.Message}", e);
        }
    }
}
