using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Tests.Losses.Oracle;
using TorchSharp;

namespace ReId.Model.Tests.Losses.Contract;

/// <summary>
/// What every loss must do; a new one inherits this suite with its name, its settings and an oracle of plain loops.
/// </summary>
public abstract class LossContract
{
    private const double Tolerance = 1e-10;
    private const double Step = 1e-6;
    private const double DifferenceTolerance = 1e-6;
    private const int Classes = 4;

    /// <summary>Name of the loss in the catalogue.</summary>
    protected abstract string Name { get; }

    /// <summary>Settings of this form; the defaults when empty.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>Whether a batch of one identity has nothing to compare.</summary>
    protected virtual bool ZeroWithOneIdentity => true;

    /// <summary>Whether a batch of single images has nothing to compare.</summary>
    protected virtual bool ZeroWithSingletons => true;

    /// <summary>Whether the gradient is that of the value: losses that hold a part constant on purpose do not pass differences.</summary>
    protected virtual bool PassesDifferences => true;

    /// <summary>Whether any order of the batch gives the same; else only orders that keep the images of an identity in line.</summary>
    protected virtual bool AnyOrder => true;

    /// <summary>Whether it draws a number for each place of the batch: another order is then another draw, which the oracle replays.</summary>
    protected virtual bool DrawsByPlace => false;

    /// <summary>Every class of this suite: the loss and its settings.</summary>
    internal static IEnumerable<(string Loss, IReadOnlyDictionary<string, string> Form)> All() => typeof(LossContract).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(LossContract)))
        .Select(type => (LossContract)Activator.CreateInstance(type)!)
        .Select(one => (one.Name, one.Settings));

    /// <summary>The definition as loops over scalars.</summary>
    private protected abstract Num Oracle(OracleBatch batch);

    [Fact]
    public void Is_registered_and_describes_itself()
    {
        var kind = LossCatalog.Get(Name.ToUpperInvariant());

        Assert.Equal(Name, kind.Name);
        Assert.NotEmpty(kind.Formula);
        Assert.NotEmpty(kind.Source);
        Assert.All(kind.Options, option => Assert.NotEmpty(option.Description));
    }

    [Fact]
    public void Value_and_gradients_are_those_of_the_oracle()
    {
        Compare(Batch.Usual);
        Compare(Batch.Random(Batch.Usual.Labels, seed: 21, spread: 0.2));
    }

    [Fact]
    public void Unequal_numbers_of_images_are_right()
    {
        Compare(Batch.UnequalCounts);
        Compare(Batch.WithSingletons);
    }

    [Fact]
    public void A_batch_of_one_identity_is_right()
    {
        Compare(Batch.OneIdentity);
        if (ZeroWithOneIdentity)
        {
            IsZero(Batch.OneIdentity);
        }
    }

    [Fact]
    public void A_batch_of_single_images_is_right()
    {
        Compare(Batch.AllSingletons);
        if (ZeroWithSingletons)
        {
            IsZero(Batch.AllSingletons);
        }
    }

    [Fact]
    public void A_collapsed_batch_gives_finite_numbers()
    {
        using var loss = Create();
        var run = LossRun.Of(loss, Batch.Collapsed);

        Assert.True(double.IsFinite(run.Value));
        Assert.All(run.Gradient, value => Assert.True(double.IsFinite(value)));
        Assert.All(run.ParameterGradients.Values.SelectMany(values => values), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Gradients_pass_finite_differences()
    {
        Assert.SkipUnless(PassesDifferences, "a part is constant for the gradient by definition");
        using var loss = Create();
        var batch = Batch.Usual;
        var gradient = LossRun.Of(loss, batch).Gradient;
        var columns = batch.Embeddings.GetLength(1);
        for (var i = 0; i < gradient.Length; i += 7)
        {
            ref var entry = ref batch.Embeddings[i / columns, i % columns];
            var before = entry;
            entry = before + Step;
            var above = LossRun.ValueOf(loss, batch);
            entry = before - Step;
            var below = LossRun.ValueOf(loss, batch);
            entry = before;

            Assert.Equal((above - below) / (2 * Step), gradient[i], DifferenceTolerance);
        }
    }

    [Fact]
    public void The_order_of_the_batch_does_not_matter()
    {
        using var loss = Create();
        var batch = Batch.UnequalCounts;
        var order = Enumerable.Range(0, batch.Labels.Length).ToArray();
        new Random(9).Shuffle(order);
        if (!AnyOrder)
        {
            order = [.. order.Select(row => batch.Labels[row]).Distinct()
                .SelectMany(label => Enumerable.Range(0, batch.Labels.Length).Where(row => batch.Labels[row] == label))];
        }

        if (DrawsByPlace)
        {
            Compare(batch.Permuted(order));
            return;
        }

        var plain = LossRun.Of(loss, batch);
        var permuted = LossRun.Of(loss, batch.Permuted(order));

        Assert.Equal(plain.Value, permuted.Value, Tolerance);
        var columns = batch.Embeddings.GetLength(1);
        for (var i = 0; i < plain.Gradient.Length; i++)
        {
            Assert.Equal(plain.Gradient[(order[i / columns] * columns) + (i % columns)], permuted.Gradient[i], Tolerance);
        }
    }

    [Fact]
    public void Single_precision_is_near_double_precision()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = Create();
        using var single = Create(torch.ScalarType.Float32);
        using var noGrad = torch.no_grad();
        foreach (var (own, other) in single.parameters().Zip(loss.parameters()))
        {
            own.copy_(other);
        }

        LossRun.Begin(single);
        using var output = single.Evaluate(LossRun.Tensor(Batch.Usual.Embeddings).@float(), torch.tensor(Batch.Usual.Labels));

        var expected = LossRun.ValueOf(loss, Batch.Usual);
        Assert.Equal(torch.ScalarType.Float32, output.Value.dtype);
        Assert.Equal(expected, (double)output.Value, 1e-4 * (1 + Math.Abs(expected)));
    }

    [Fact]
    public void Bad_input_gets_one_sentence()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = Create();
        var (points, labels) = (torch.ones([4, 5], torch.ScalarType.Float64), torch.tensor(new long[] { 0, 0, 1, 1 }));

        Says("3 labels", () => loss.Evaluate(points, torch.tensor(new long[] { 0, 0, 1 })));
        Says("empty batch", () => loss.Evaluate(torch.zeros([0, 5], torch.ScalarType.Float64), torch.zeros([0], torch.ScalarType.Int64)));
        Says("NaN", () => loss.Evaluate(points * double.NaN, labels));
        Says("matrix", () => loss.Evaluate(points.flatten(), labels));
        Says("64-bit whole numbers", () => loss.Evaluate(points, labels.@double()));
        Says("no option 'no_such'", () => LossCatalog.Get(Name).Create(
            new Dictionary<string, string> { ["no_such"] = "1" }, new LossSize(Classes, 5)));
    }

    private protected Loss Create(torch.ScalarType type = torch.ScalarType.Float64)
    {
        torch.manual_seed(3);
        return LossCatalog.Get(Name).Create(Settings, new LossSize(Classes, Batch.Usual.Embeddings.GetLength(1), type));
    }

    private protected void Compare(Batch batch)
    {
        using var loss = Create();
        var run = LossRun.Of(loss, batch);
        var oracle = new OracleBatch(batch.Embeddings, batch.Labels, Parameters(loss));
        var expected = Oracle(oracle);
        expected.Backward();

        Assert.Equal(expected.Value, run.Value, Tolerance * (1 + Math.Abs(expected.Value)));
        Near(oracle.X, run.Gradient);
        foreach (var (name, gradient) in run.ParameterGradients)
        {
            Near(oracle.Parameter(name), gradient);
        }
    }

    private static void Near(Num[][] expected, double[] actual)
    {
        var flat = expected.SelectMany(row => row).ToArray();
        Assert.Equal(flat.Length, actual.Length);
        for (var i = 0; i < flat.Length; i++)
        {
            Assert.Equal(flat[i].Gradient, actual[i], Tolerance * (1 + Math.Abs(flat[i].Gradient)));
        }
    }

    private static void Says(string piece, Action action)
    {
        var message = Assert.Throws<ReIdException>(action).Message;
        Assert.Contains(piece, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
    }

    // Vectors and scalars as matrices of one row.
    private static Dictionary<string, double[,]> Parameters(Loss loss) => loss.named_parameters().ToDictionary(
        one => one.name,
        one =>
        {
            var shape = one.parameter.shape;
            var (rows, columns) = shape.Length == 2 ? ((int)shape[0], (int)shape[1]) : (1, (int)one.parameter.numel());
            var values = one.parameter.data<double>().ToArray();
            var matrix = new double[rows, columns];
            Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
            return matrix;
        });

    private void IsZero(Batch batch)
    {
        using var loss = Create();
        var run = LossRun.Of(loss, batch);

        Assert.Equal(0, run.Value);
        Assert.All(run.Gradient, value => Assert.Equal(0, value));
    }
}
