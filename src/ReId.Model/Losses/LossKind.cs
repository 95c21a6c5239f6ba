using ReId.Contracts;
using ReId.Model.Losses.Options;

namespace ReId.Model.Losses;

/// <summary>The usual <see cref="ILossKind"/>: options are a record, the loss is made by a function.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public sealed class LossKind<TOptions> : ILossKind
    where TOptions : LossOptions, new()
{
    private readonly Func<TOptions, LossSize, Loss> _create;

    private LossKind(string name, string formula, string source, bool learns, Func<TOptions, LossSize, Loss> create)
    {
        (Name, Formula, Source, Learns, _create) = (name, formula, source, learns, create);
        Options = LossOptions.Describe<TOptions>();
    }

    /// <summary>A loss that learns nothing.</summary>
    /// <param name="name">Name in the catalogue.</param>
    /// <param name="formula">One line.</param>
    /// <param name="source">The paper.</param>
    /// <param name="create">Makes it.</param>
    public LossKind(string name, string formula, string source, Func<TOptions, Loss> create)
        : this(name, formula, source, learns: false, (options, _) => create(options))
    {
    }

    /// <summary>A loss that learns class weights or centres.</summary>
    /// <param name="name">Name in the catalogue.</param>
    /// <param name="formula">One line.</param>
    /// <param name="source">The paper.</param>
    /// <param name="create">Makes it.</param>
    public LossKind(string name, string formula, string source, Func<TOptions, LossSize, Loss> create)
        : this(name, formula, source, learns: true, create)
    {
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Formula { get; }

    /// <inheritdoc/>
    public string Source { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LossOptionInfo> Options { get; }

    /// <inheritdoc/>
    public bool Learns { get; }

    /// <inheritdoc/>
    public Loss Create(IReadOnlyDictionary<string, string> settings, LossSize? size = null)
    {
        var options = LossOptions.Parse<TOptions>(Name, settings);
        if (Learns && options.Learns && size is not { Classes: > 0, Dimension: > 0 })
        {
            throw new ReIdException($"Loss '{Name}' learns parameters: it must be told the number of classes and the dimension, both at least 1.");
        }

        return _create(options, size ?? new LossSize(0, 0));
    }
}
