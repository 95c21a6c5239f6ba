using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Bodies;

/// <summary>A corner of the surface.</summary>
/// <param name="Place">Metres: x to the person's left, y up, z to the front.</param>
/// <param name="Normal">Outwards, of length 1.</param>
/// <param name="Around">From −1 over 0 (in front) to 1.</param>
/// <param name="Along">Metres from the part's upper end.</param>
internal readonly record struct Corner(Vector3 Place, Vector3 Normal, float Around, float Along);

/// <summary>A surface of triangles, each with its fabric; filled anew for every picture without new memory.</summary>
internal sealed class Mesh
{
    private readonly List<Corner> _corners = [];
    private readonly List<(int A, int B, int C, byte Fabric)> _triangles = [];
    private readonly List<Fabric> _fabrics = [];

    public ReadOnlySpan<Corner> Corners => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_corners);

    public ReadOnlySpan<(int A, int B, int C, byte Fabric)> Triangles => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_triangles);

    public IReadOnlyList<Fabric> Fabrics => _fabrics;

    public void Clear()
    {
        _corners.Clear();
        _triangles.Clear();
        _fabrics.Clear();
    }

    public byte Add(Fabric fabric)
    {
        var known = _fabrics.IndexOf(fabric);
        if (known >= 0)
        {
            return (byte)known;
        }

        _fabrics.Add(fabric);
        return (byte)(_fabrics.Count - 1);
    }

    public int Add(in Corner corner)
    {
        _corners.Add(corner);
        return _corners.Count - 1;
    }

    public void Add(int a, int b, int c, byte fabric) => _triangles.Add((a, b, c, fabric));
}
