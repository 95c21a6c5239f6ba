using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Weights.Checkpoints;

namespace ReId.Model.Weights;

/// <summary>
/// Turns a checkpoint of another program into a model file: <c>reid models import FILE --arch NAME --out M.safetensors</c>.
/// </summary>
public sealed class ModelImporter
{
    // A classifier maps features to the classes of the training set, which a search never uses. torchreid, torchvision's
    // MobileNet and IBN-Net's users call it "classifier", torchvision's ResNet "fc"; OSNet's "fc.0" is another thing.
    private const string ClassifierPrefix = "classifier.";
    private static readonly string[] s_classifiers = ["fc.weight", "fc.bias"];

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

    /// <summary>As <see cref="Import(string, string, string)"/>, for a backbone with options.</summary>
    /// <param name="checkpoint">The file to read.</param>
    /// <param name="backbone">The backbone that the weights belong to.</param>
    /// <param name="output">The model file to write; replaced in one step when it exists.</param>
    /// <exception cref="ReIdException">As <see cref="Import(string, string, string)"/>.</exception>
    public static ModelFile Import(string checkpoint, IBackbone backbone, string output)
    {
        var model = Read(checkpoint, BackboneArchitecture.Describe(backbone));
        model.Save(output);
        return model;
    }

    /// <summary>As <see cref="Import(string, string, string)"/>, without writing.</summary>
    /// <param name="checkpoint">The file to read.</param>
    /// <param name="architecture">Name of the backbone.</param>
    /// <exception cref="ReIdException">As <see cref="Import(string, string, string)"/>.</exception>
    public ModelFile Read(string checkpoint, string architecture) => Read(checkpoint, _describe(architecture));

    private static ModelFile Read(string checkpoint, ArchitectureDescription description)
    {
        var known = description.Tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var source = CheckpointReader.Read(checkpoint);
        var entries = source.Entries
            .Where(e => !IsClassifier(e.Name, known))
            .ToList();
        var ordered = ArchitectureMatch.Order(checkpoint, description.Info.Architecture, description.Tensors, entries);
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

    private static bool IsClassifier(string name, HashSet<string> known) =>
        (name.StartsWith(ClassifierPrefix, StringComparison.Ordinal) && !known.Contains(name))
        || (s_classifiers.Contains(name) && !s_classifiers.Any(known.Contains));
}
