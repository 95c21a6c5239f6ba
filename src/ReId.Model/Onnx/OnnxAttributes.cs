using ReId.OnnxFormat;
using ReId.OnnxFormat.Wire;

namespace ReId.Model.Onnx;

/// <summary>Writes the attributes of a node.</summary>
internal readonly struct OnnxAttributes(ProtoWriter node)
{
    public OnnxAttributes Integer(string name, long value) =>
        Write(name, OnnxFields.Attribute.IntegerType, a => a.Number(OnnxFields.Attribute.Integer, value));

    public OnnxAttributes Integers(string name, params long[] values) =>
        Write(name, OnnxFields.Attribute.IntegersType, a => a.Numbers(OnnxFields.Attribute.Integers, values));

    public OnnxAttributes Float(string name, float value) =>
        Write(name, OnnxFields.Attribute.FloatType, a => a.Float(OnnxFields.Attribute.Float, value));

    private OnnxAttributes Write(string name, int type, Func<ProtoWriter, ProtoWriter> value)
    {
        node.Message(OnnxFields.Node.Attribute, attribute =>
        {
            attribute.Text(OnnxFields.Attribute.Name, name);
            value(attribute).Number(OnnxFields.Attribute.Type, type);
        });
        return this;
    }
}
