using ReId.Model.Embedding;
using ReId.Model.Weights.SafeTensors;

namespace ReId.Model.Weights;

/// <summary>
/// A model as ReId keeps it: a safetensors file whose metadata names the architecture, the preprocessing and the
/// training facts. The id is always computed from the content, so it cannot disagree with it.
/// </summary>
public sealed class ModelFile
{
    private readonly OrderedDictionary<string, NamedTensor> _tensors = [];

    /// <summary>Puts a model together.</summary>
    /// <param name="tensors">The state dict, in the network's order.</param>
    /// <param name="info">Architecture, preprocessing and training facts; its id is replaced by the computed one.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public ModelFile(IEnumerable<NamedTensor> tensors, ModelInfo info)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(info);
        foreach (var tensor in tensors)
        {
            _tensors.Add(tensor.Name, tensor);
        }

        Info = info with { Id = ModelId.Compute(_tensors.Values, info) };
    }

    /// <summary>The state dict by key; enumerates in the network's order.</summary>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => _tensors;

    /// <summary>Architecture, preprocessing, training facts and id.</summary>
    public ModelInfo Info { get; }

    /// <summary>Reads a model file and checks it against its id.</summary>
    /// <param name="path">A <c>.safetensors</c> file written by <see cref="Save"/>.</param>
    /// <exception cref="ReId.Contracts.ReIdException">Missing, damaged, or no model of ours; the message says which.</exception>
    public static ModelFile Load(string path) => ModelFileReader.Read(path);

    /// <summary>Writes the model: aside first, made durable, then renamed over <paramref name="path"/>.</summary>
    /// <param name="path">Where to write; an existing file is replaced in one step.</param>
    /// <exception cref="ReId.Contracts.ReIdException">The file cannot be written; the old one is untouched.</exception>
    public void Save(string path) => ModelFileWriter.Write(this, path);
}
