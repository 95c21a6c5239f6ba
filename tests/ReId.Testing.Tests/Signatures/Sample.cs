#pragma warning disable CS0649, CS0169, CA1051, IDE0060, CA1816, CA1822
using System.Diagnostics.CodeAnalysis;

namespace ReId.Testing.Tests.Signatures.Sample;

public enum Colour
{
    Red = 1,
    Blue = -2,
}

public struct Spot
{
    public int X;
    public const double Zero = 0;

    public Spot(int x, int y = 3) => X = x + y;

    public static Spot operator +(Spot left, Spot right) => new(left.X, right.X);

    public static implicit operator int(Spot spot) => spot.X;

    public override readonly string ToString() => "spot";
}

public abstract class Animal : IDisposable
{
    protected Animal(string name)
    {
    }

    public (long min, long max) Range { get; private set; }

    public virtual int this[int index]
    {
        get => index;
        set { }
    }

    public void Dispose()
    {
    }

    public abstract void Feed(ref int a, out int b, in Colour c, params long[] rest);

    protected virtual void Dispose(bool disposing)
    {
    }

    private protected void Hidden()
    {
    }
}

public sealed class Cat : Animal
{
    public Cat()
        : base("cat")
    {
    }

    public override void Feed(ref int a, out int b, in Colour c, params long[] rest) => b = 0;

    public List<Spot?>[] Spots(float scale = 0.1f, string tag = "a", Colour colour = Colour.Blue, bool deep = false, double eps = 1e-8, Spot at = default, string? none = null, char mark = 'L') => [];

    public T Pick<T, U>(IEnumerable<T> from, Func<T, U> by, int[,] grid)
        where T : class => from.First();

    public ref int At(long index) => throw new NotSupportedException();
}

[SuppressMessage("Design", "CA1724", Justification = "the outer type of nested ones")]
public static class Outer
{
    public class Box<T>
    {
        public void Put(T item)
        {
        }

        public class Lid
        {
            public Box<T>? Owner { get; }
        }
    }

    public class IntBox : Box<int>
    {
        public Lid? Open(Box<string>.Lid? other) => null;
    }

    public static int Twice(this int value) => 2 * value;
}
