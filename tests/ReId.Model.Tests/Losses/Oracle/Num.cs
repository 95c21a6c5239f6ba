namespace ReId.Model.Tests.Losses.Oracle;

/// <summary>
/// A float64 scalar that remembers how it was computed: loops over scalars written with it give the value and, by
/// reverse accumulation, the gradient, independently of the engine.
/// </summary>
internal sealed class Num
{
    private readonly (Num Parent, double Slope)[] _parents;

    private Num(double value, params (Num Parent, double Slope)[] parents) => (Value, _parents) = (value, parents);

    public double Value { get; }

    public double Gradient { get; private set; }

    public static Num Zero => new(0);

    public static implicit operator Num(double value) => new(value);

    public static Num operator +(Num a, Num b) => new(a.Value + b.Value, (a, 1), (b, 1));

    public static Num operator -(Num a, Num b) => new(a.Value - b.Value, (a, 1), (b, -1));

    public static Num operator *(Num a, Num b) => new(a.Value * b.Value, (a, b.Value), (b, a.Value));

    public static Num operator /(Num a, Num b) => new(a.Value / b.Value, (a, 1 / b.Value), (b, -a.Value / (b.Value * b.Value)));

    // The conventions of the definitions: at 0 a root and a hinge have the gradient 0.
    public static Num Sqrt(Num a) => new(Math.Sqrt(a.Value), (a, a.Value > 0 ? 0.5 / Math.Sqrt(a.Value) : 0));

    public static Num Hinge(Num a) => new(Math.Max(0, a.Value), (a, a.Value > 0 ? 1 : 0));

    public static Num Exp(Num a) => new(Math.Exp(a.Value), (a, Math.Exp(a.Value)));

    public static Num Log(Num a) => new(Math.Log(a.Value), (a, 1 / a.Value));

    public static Num Cos(Num a) => new(Math.Cos(a.Value), (a, -Math.Sin(a.Value)));

    public static Num Acos(Num a) => new(Math.Acos(a.Value), (a, -1 / Math.Sqrt(1 - (a.Value * a.Value))));

    public static Num Abs(Num a) => new(Math.Abs(a.Value), (a, Math.Sign(a.Value)));

    /// <summary>The number without its history.</summary>
    public static Num Constant(Num a) => new(a.Value);

    public static Num Sum(IEnumerable<Num> terms) => terms.Aggregate(Zero, (sum, term) => sum + term);

    /// <summary>log Σ exp, with the largest taken out so that it cannot overflow.</summary>
    public static Num LogSumExp(IReadOnlyList<Num> terms)
    {
        double largest = terms.Max(term => term.Value);
        return Log(Sum(terms.Select(term => Exp(term - largest)))) + largest;
    }

    public static Num Softplus(Num a) => LogSumExp([Zero, a]);

    /// <summary>The largest; equal ones share the gradient evenly.</summary>
    public static Num Max(IReadOnlyList<Num> terms) => Shared(terms, terms.Max(term => term.Value));

    /// <summary>The smallest; equal ones share the gradient evenly.</summary>
    public static Num Min(IReadOnlyList<Num> terms) => Shared(terms, terms.Min(term => term.Value));

    /// <summary>Accumulates the gradient of this number into all that it was computed from.</summary>
    public void Backward()
    {
        Gradient = 1;
        foreach (var node in Enumerable.Reverse(Order()))
        {
            foreach (var (parent, slope) in node._parents)
            {
                parent.Gradient += node.Gradient * slope;
            }
        }
    }

    private static Num Shared(IReadOnlyList<Num> terms, double extreme)
    {
        var equal = terms.Where(term => term.Value == extreme).ToArray();
        return new Num(extreme, [.. equal.Select(term => (term, 1.0 / equal.Length))]);
    }

    // Parents before children; a stack of our own, because the chains of sums are long.
    private List<Num> Order()
    {
        var order = new List<Num>();
        var seen = new HashSet<Num>();
        var open = new Stack<(Num Node, bool Done)>([(this, false)]);
        while (open.TryPop(out var top))
        {
            if (top.Done)
            {
                order.Add(top.Node);
            }
            else if (seen.Add(top.Node))
            {
                open.Push((top.Node, true));
                foreach (var (parent, _) in top.Node._parents)
                {
                    open.Push((parent, false));
                }
            }
        }

        return order;
    }
}
