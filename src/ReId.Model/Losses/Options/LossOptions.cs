using System.Reflection;
using ReId.Contracts;

namespace ReId.Model.Losses.Options;

/// <summary>
/// The options of a loss: a record whose properties carry <see cref="LossOptionAttribute"/>. Their defaults are the
/// values of a new record.
/// </summary>
public abstract record LossOptions
{
    /// <summary>The options of a type, in the order of declaration, inherited ones last.</summary>
    /// <typeparam name="TOptions">The record.</typeparam>
    public static IReadOnlyList<LossOptionInfo> Describe<TOptions>()
        where TOptions : LossOptions, new() => Describe(new TOptions());

    /// <summary>Options by name, as the command line and recipes give them.</summary>
    /// <typeparam name="TOptions">The record.</typeparam>
    /// <param name="loss">Name of the loss, for the sentences.</param>
    /// <param name="settings">Name → value; those absent keep their defaults.</param>
    /// <exception cref="ReIdException">An unknown name (the nearest is named), a value of the wrong kind or outside its range.</exception>
    public static TOptions Parse<TOptions>(string loss, IReadOnlyDictionary<string, string> settings)
        where TOptions : LossOptions, new()
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new TOptions();
        var known = Describe(options);
        foreach (var (name, value) in settings)
        {
            var info = known.FirstOrDefault(one => one.IsCalled(name))
                ?? throw new ReIdException($"Loss '{loss}' has no option '{name}': {KnownNames.Hint(name, [.. known.Select(one => one.Name)])}.");
            info.Set(options, loss, value);
        }

        options.Check(loss);
        return options;
    }

    /// <summary>Whether a loss with these options learns parameters, if its kind learns any.</summary>
    internal virtual bool Learns => true;

    /// <summary>Whether every value lies in its range and all fit together.</summary>
    /// <param name="loss">Name of the loss, for the sentence.</param>
    /// <exception cref="ReIdException">One does not.</exception>
    public void Check(string loss)
    {
        var complaint = Describe(this).Select(info => info.Complaint(loss, this)).FirstOrDefault(found => found is not null)
            ?? Contradiction(loss);
        if (complaint is not null)
        {
            throw new ReIdException(complaint);
        }
    }

    /// <summary>The sentence for values that do not fit together, or null.</summary>
    /// <param name="loss">Name of the loss.</param>
    protected virtual string? Contradiction(string loss) => null;

    private static List<LossOptionInfo> Describe(LossOptions options)
    {
        var properties = options.GetType().GetProperties()
            .Select(property => (Property: property, Rule: property.GetCustomAttribute<LossOptionAttribute>()))
            .Where(one => one.Rule is not null)
            .OrderBy(one => Depth(options.GetType(), one.Property.DeclaringType!));
        return [.. properties.Select(one => new LossOptionInfo(one.Property, one.Rule!, options))];
    }

    private static int Depth(Type type, Type declaring) => type == declaring ? 0 : 1 + Depth(type.BaseType!, declaring);
}
